import type { Generated } from 'kysely';
import type { Noun } from './contract.ts';
import type { Role } from './permissions.ts';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'people.municipality': {
      municipality_id: string;
      slug: string;
      hosts: Generated<string[]>;
      name_th: string;
      name_en: string;
      kind: Generated<'city' | 'town' | 'subdistrict'>;
      phone: Generated<string>;
      email: Generated<string>;
      address: Generated<string>;
      settings: Generated<unknown>;
      version: Generated<number>;
      created_at: Generated<Date>;
    };
    'people.municipality_name': Scoped & { valid_from: string; name_th: string; name_en: string };
    'people.directory_entry': Scoped & {
      id: string;
      noun: Noun;
      code: string;
      moved_out: Generated<boolean>;
      version: Generated<number>;
    };
    'people.directory_version': Scoped & {
      entry_id: string;
      valid_from: string;
      valid_to: string | null;
      name_th: string;
      name_en: string;
      sort: Generated<number>;
      data: Generated<unknown>;
      changed_by: string | null;
      changed_at: Date;
    };
    'people.staff': Scoped & {
      user_id: string;
      department_id: string | null;
      roles: Role[];
      position: Generated<string>;
      active: Generated<boolean>;
      created_at: Date;
    };
    'people.invitation': Scoped & {
      id: string;
      kind: InvitationKind;
      email: string;
      name: Generated<string>;
      roles: Generated<Role[]>;
      department_id: string | null;
      user_id: string | null;
      token_hash: Buffer;
      created_by: string | null;
      created_at: Date;
      expires_at: Date;
      used_at: Date | null;
    };
    'people.api_key': Scoped & {
      id: string;
      name: string;
      prefix: string;
      key_hash: Buffer;
      without_limit: Generated<boolean>;
      created_at: Date;
      last_used_at: Date | null;
      revoked_at: Date | null;
    };
    'people.citizen': Scoped & {
      id: string;
      name: Generated<string>;
      phone: Generated<string>;
      email: Generated<string>;
      language: Generated<'th' | 'en'>;
      notice_version: number | null;
      created_at: Date;
    };
    'people.citizen_correction': Scoped & {
      id: string;
      citizen_id: string;
      name: string;
      phone: string;
      email: string;
      actor_id: string | null;
      at: Date;
    };
    'people.privacy_notice': Scoped & { version: number; body_th: string; body_en: string; effective_from: string };
    'auth.user': Scoped & {
      id: string;
      name: string;
      email: string;
      emailVerified: Generated<boolean>;
      image: string | null;
      twoFactorEnabled: Generated<boolean | null>;
      createdAt: Generated<Date>;
      updatedAt: Generated<Date>;
    };
    'auth.session': Scoped & {
      id: string;
      userId: string;
      token: string;
      expiresAt: Date;
      ipAddress: string | null;
      userAgent: string | null;
      createdAt: Generated<Date>;
      updatedAt: Generated<Date>;
    };
    'auth.account': Scoped & {
      id: string;
      userId: string;
      accountId: string;
      providerId: string;
      accessToken: string | null;
      refreshToken: string | null;
      idToken: string | null;
      accessTokenExpiresAt: Date | null;
      refreshTokenExpiresAt: Date | null;
      scope: string | null;
      password: string | null;
      createdAt: Generated<Date>;
      updatedAt: Generated<Date>;
    };
    'auth.verification': Scoped & {
      id: string;
      identifier: string;
      value: string;
      expiresAt: Date;
      createdAt: Generated<Date>;
      updatedAt: Generated<Date>;
    };
    'auth.twoFactor': Scoped & {
      id: string;
      userId: string;
      secret: string;
      backupCodes: string;
      verified: Generated<boolean | null>;
      failedVerificationCount: number | null;
      lockedUntil: Date | null;
    };
    'auth.rateLimit': Scoped & { id: string; key: string; count: number; lastRequest: number };
  }
}

export type InvitationKind = 'invite' | 'reset' | 'first-administrator';
