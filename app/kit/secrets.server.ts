/** Secrets that are handed to a person or a browser: the database keeps only what they hash to. */
import { createHmac, randomBytes } from 'node:crypto';
import { services } from './services.server';

/** 256 random bits, safe in addresses and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * HMAC-SHA-256 in hex, keyed with the installation's own secret: who can write rows but does not know it (a borrowed database,
 * an injected statement) cannot make a session or a link. Enough for secrets of 256 random bits; passwords need argon2id.
 */
export function hashSecret(secret: string): string {
  return createHmac('sha256', services().settings.appSecret).update(secret).digest('hex');
}
