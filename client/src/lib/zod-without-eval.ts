// Evaluated before any schema is made: quicker code made while it runs is refused by our own content security policy, and
// each try would be reported as if somebody attacked.
import { config } from 'zod';

config({ jitless: true });
