/** Opens a view of "See inside" from elsewhere on the page. */
import type { InsideView } from '../../state/inside/insideState';
import { chooseTestReview, chooseTyped, showInside } from '../../state/inside/subjectActions';
import { goToStep } from '../page/goToStep';
import { headingId } from '../page/Step';

/** The focus goes to the view's tab, which says where one is. */
export function openView(view: InsideView): void {
  showInside(view);
  goToStep('inside');
  const step = document.getElementById(headingId('inside'))?.closest('section');
  step?.querySelector<HTMLElement>(`[role="tab"][id$="-${view}"]`)?.focus({ preventScroll: true });
}

export function openTyped(view: InsideView): void {
  void chooseTyped();
  openView(view);
}

export function openTestReview(index: number, view: InsideView): void {
  void chooseTestReview(index);
  openView(view);
}
