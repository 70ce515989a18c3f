import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program and resolves with its exit code. With `quiet` its output is held back and shown only when it fails.
 */
export function run(command, args, { quiet = false, env = process.env, shell = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, env, shell, stdio });
    const held = [];
    child.stdout?.on('data', (part) => held.push(part));
    child.stderr?.on('data', (part) => held.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}

/** Runs a script with the Node that runs us. */
export function runNode(script, args = [], options = {}) {
  return run(process.execPath, [script, ...args], options);
}

/** Runs npm: the very one that started us when there is one, so that no second version comes into play. */
export function runNpm(args, options = {}) {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith('.js')) return runNode(npmScript, args, options);
  return process.platform === 'win32' ? run('npm.cmd', args, { ...options, shell: true }) : run('npm', args, options);
}
