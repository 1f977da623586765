/** Which term is explained at the moment, beside which of its places on the page. */
import { create } from 'zustand';
import type { TermId } from './glossary';

interface OpenTerm {
  id: TermId;
  anchor: HTMLElement;
}

export const useOpenTerm = create<{ open: OpenTerm | null }>()(() => ({ open: null }));

/** Opens it, or closes it where it is open already. */
export function toggleTerm(id: TermId, anchor: HTMLElement): void {
  useOpenTerm.setState(({ open }) => ({ open: open?.anchor === anchor ? null : { id, anchor } }));
}

export const closeTerm = (): void => useOpenTerm.setState({ open: null });
