import { hashPassword, isPassword, passwordProblem } from '../../../server/src/features/users/passwords';

const account = { email: 'yamagata-taro@mail.example', displayName: 'Yamagata Taro' };

test.each([
  'password1234',
  'Password1234!',
  'qwertyuiop12',
  '123456789012',
  'aaaaaaaaaaaa',
  'abababababab',
  'iloveyou1234',
])('%s is common', (password) => {
  expect(passwordProblem(password, account)).toBe('password_common');
});

test.each([
  'yamagata-taro',
  'YAMAGATA-TARO99',
  'yamagata-taro@mail.example',
  'Yamagata Taro',
  'enishi123456',
  '12enishi34',
])('%s is too near the account', (password) => {
  expect(passwordProblem(password, account)).toBe('password_like_account');
});

test.each([
  '蔵王の樹氷を見に行く冬',
  'correct horse battery staple',
  'Tr0ub4dor&3xyz',
  'yamagata-taro likes long walks by the sea',
])('%s may be used', (password) => {
  expect(passwordProblem(password, account)).toBeUndefined();
});

test('short names do not make everything look like the account', () => {
  expect(passwordProblem('anything but short', { email: 'an@mail.example', displayName: 'An' })).toBeUndefined();
});

test('the hash is argon2id with its own salt, and tells right from wrong', async () => {
  const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await isPassword(one, 'correct horse')).toBe(true);
  expect(await isPassword(one, 'Correct horse')).toBe(false);
  expect(await isPassword(undefined, 'nobody has this password')).toBe(false);
});
