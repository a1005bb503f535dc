declare module '../db/db.ts' {
  interface Tables {
    'platform.file': Scoped & {
      id: string;
      storage_key: string;
      media_type: string;
      bytes: number;
      sha256: Buffer;
      name: string;
      width: number | null;
      height: number | null;
      created_at: Date;
    };
  }
}

export {};
