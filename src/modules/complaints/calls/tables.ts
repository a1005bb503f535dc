declare module '../../../platform/db/db.ts' {
  interface Tables {
    'complaints.call': Scoped & {
      id: string;
      call_id: string;
      direction: 'in' | 'out';
      from_number: string;
      to_number: string;
      extension: string;
      at: Date;
      received_at: Date;
      recording_url: string | null;
      recording_file_id: string | null;
      complaint_id: string | null;
      linked_at: Date | null;
      linked_by: string | null;
      taken_by: string | null;
      taken_at: Date | null;
      /** Its numbers were removed, its period being over. */
      emptied_at: Date | null;
      recording_removed_at: Date | null;
    };
    'complaints.captured_link': Scoped & {
      complaint_id: string;
      link: string;
      at: Date;
    };
    'complaints.questionnaire_answer': Scoped & {
      questionnaire: string;
      answer_id: string;
      score: number | null;
      scale: number;
      at: Date;
      received_at: Date;
      voice_id: string | null;
      complaint_id: string | null;
    };
  }
}

export {};
