import { createHmac, randomBytes } from 'node:crypto';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @returns makes JWTs (HS256) of their claims, all with one secret that nobody else has */
export const createSigner = () => {
  const secret = randomBytes(32);
  return (claims: Readonly<Record<string, unknown>>): string => {
    const text = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
};
