import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  Board,
  DocumentVersion,
  MeasureView,
  PlansDocument,
  RecordView,
  SignedEvidence,
  VersionContent,
  Year,
} from '../../../modules/plans/contract.ts';
import { Committee } from '../../../modules/plans/meetings/contract.ts';
import { Report, ReportRow } from '../../../modules/plans/reports/contract.ts';
import { api } from '../../lib/api.ts';
import { language } from '../../lib/i18n.ts';

export type Measure = z.infer<typeof MeasureView>;

/** Fiscal years with plans, newest first. */
export const yearsQuery = queryOptions({
  queryKey: ['plans', 'years'],
  queryFn: ({ signal }) => api.get('/api/v1/plans/years', z.array(Year), { signal }),
});
export const boardQuery = (year: number) =>
  queryOptions({
    queryKey: ['plans', 'board', year],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/years/${year}`, Board, { signal }),
  });
export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'document', id],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/documents/${id}`, PlansDocument, { signal }),
    // What is being edited is not replaced under the editor's hands; saving says who was faster.
    refetchOnWindowFocus: false,
  });
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'versions', id],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/documents/${id}/versions`, z.array(DocumentVersion), { signal }),
  });
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['plans', 'version', id, version],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/documents/${id}/versions/${version}`, VersionContent, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
/** Evidence rules to choose from, in the language now. */
export const measuresQuery = () =>
  queryOptions({
    queryKey: ['plans', 'measures', language()],
    queryFn: ({ signal }) =>
      api.get('/api/v1/plans/measures', z.array(MeasureView), { query: { language: language() }, signal }),
    staleTime: 5 * 60_000,
  });
export const evidenceQuery = (year: number) =>
  queryOptions({
    queryKey: ['plans', 'evidence', year],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/years/${year}/evidence`, z.array(SignedEvidence), { signal }),
  });
export const recordsQuery = (documentId: string, stepId: string, month: number) =>
  queryOptions({
    queryKey: ['plans', 'records', documentId, stepId, month],
    queryFn: ({ signal }) =>
      api.get(`/api/v1/plans/documents/${documentId}/steps/${stepId}/months/${month}`, z.array(RecordView), { signal }),
  });
export const committeesQuery = queryOptions({
  queryKey: ['committees'],
  queryFn: ({ signal }) => api.get('/api/v1/committees', z.array(Committee), { signal }),
});
export const reportsQuery = (year: number) =>
  queryOptions({
    queryKey: ['plans', 'reports', year],
    queryFn: ({ signal }) => api.get('/api/v1/plans/reports', z.array(ReportRow), { query: { year }, signal }),
  });
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'report', id],
    queryFn: ({ signal }) => api.get(`/api/v1/plans/reports/${id}`, Report, { signal }),
  });
