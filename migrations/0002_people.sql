-- Who takes part: the municipality, its staff, the people who speak to it, and the names of things by date.
create table people.municipality (
  municipality_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  hosts text[] not null default '{}',
  name_th text not null,
  name_en text not null,
  kind text not null default 'town' check (kind in ('city', 'town', 'subdistrict')),
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- Found before any scope is known, so it answers with an id and nothing else.
create function people.municipality_at(host text) returns uuid language sql stable security definer
  set search_path = people, pg_temp
  as $$ select municipality_id from people.municipality where host = any (hosts)
        union all select municipality_id from (select municipality_id from people.municipality order by created_at, municipality_id limit 1) m
        limit 1 $$;
create function people.municipality_by_slug(wanted text) returns uuid language sql stable security definer
  set search_path = people, pg_temp
  as $$ select municipality_id from people.municipality where slug = wanted $$;
create function people.municipality_ids() returns setof uuid language sql stable security definer
  set search_path = people, pg_temp
  as $$ select municipality_id from people.municipality order by created_at, municipality_id $$;

-- Departments, categories, groups, communities, refusal reasons: what they are called is dated, what they are is not.
create table people.directory_entry (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  noun text not null check (noun in ('department', 'category', 'group', 'community', 'refusal-reason')),
  code text not null,
  primary key (municipality_id, id),
  unique (municipality_id, noun, code)
);
create table people.directory_version (
  municipality_id uuid not null default platform.scope(),
  entry_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name_th text not null,
  name_en text not null,
  sort int not null default 0,
  data jsonb not null default '{}',
  changed_by text,
  changed_at timestamptz not null,
  primary key (municipality_id, entry_id, valid_from),
  foreign key (municipality_id, entry_id) references people.directory_entry (municipality_id, id)
);

create table people.staff (
  municipality_id uuid not null default platform.scope(),
  user_id uuid not null,
  department_id uuid,
  roles text[] not null,
  position text not null default '',
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (municipality_id, user_id),
  foreign key (municipality_id, department_id) references people.directory_entry (municipality_id, id)
);

-- Invitations and password resets: the token itself is never kept, it expires, and it works once.
create table people.invitation (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  kind text not null check (kind in ('invite', 'reset', 'first-administrator')),
  email text not null,
  name text not null default '',
  roles text[] not null default '{}',
  department_id uuid,
  user_id uuid,
  token_hash bytea not null,
  created_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash)
);

create table people.api_key (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, key_hash)
);

-- One row a filing: persons are joined later and only on proof.
create table people.citizen (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  name text not null default '',
  phone text not null default '',
  email text not null default '',
  language text not null default 'th',
  notice_version int,
  created_at timestamptz not null,
  primary key (municipality_id, id)
);

create table people.privacy_notice (
  municipality_id uuid not null default platform.scope(),
  version int not null,
  body_th text not null,
  body_en text not null,
  effective_from date not null,
  primary key (municipality_id, version)
);

-- Accounts (better-auth). Column names are that library's own.
create table auth."user" (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  primary key (municipality_id, id),
  unique (municipality_id, email)
);
create table auth.session (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  "userId" uuid not null,
  token text not null,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  primary key (municipality_id, id),
  unique (municipality_id, token),
  foreign key (municipality_id, "userId") references auth."user" (municipality_id, id) on delete cascade
);
create index session_by_user on auth.session (municipality_id, "userId");
create table auth.account (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  "userId" uuid not null,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  primary key (municipality_id, id),
  foreign key (municipality_id, "userId") references auth."user" (municipality_id, id) on delete cascade
);
create index account_by_user on auth.account (municipality_id, "userId");
create table auth.verification (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  primary key (municipality_id, id)
);
create index verification_identifier on auth.verification (municipality_id, identifier);
create table auth."twoFactor" (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  "userId" uuid not null,
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  primary key (municipality_id, id),
  foreign key (municipality_id, "userId") references auth."user" (municipality_id, id) on delete cascade
);
create table auth."rateLimit" (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  key text not null,
  count int not null,
  "lastRequest" bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, key)
);
