import { Link } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import type { ReactNode } from 'react';

type Props = { to: '/channels' | '/conversations' | '/meetings'; children: ReactNode };

/** The list that a page is of, above the page's name. */
export const BackLink = ({ to, children }: Props) => (
  <Link to={to} className="-ms-1.5 inline-flex min-h-8 items-center gap-1 font-head text-primary">
    <ChevronLeft size={18} aria-hidden />
    {children}
  </Link>
);
