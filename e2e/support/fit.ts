/** What does not fit a phone: controls too small for a thumb, and text that its box cuts off. */
import type { Page } from '@playwright/test';

/** Smallest width and height of a control for a thumb, CSS pixels (WCAG 2.5.5). */
const THUMB_PX = 44;
/** Half a pixel of rounding. */
const SLACK_PX = 0.5;

/** Every control on the page that is too small, as "button “Train” 90 x 30". Links within a sentence may be (WCAG 2.5.5). */
export function tooSmallControls(page: Page): Promise<string[]> {
  return page.evaluate(findTooSmall, THUMB_PX - SLACK_PX);
}

/** Every element that cuts off text at its side, as "div “Long na”: 120 of 90 px". What scrolls is fine. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(findCut);
}

/** Runs in the page. */
function findTooSmall(leastPx: number): string[] {
  const controls = 'button, a[href], summary, input, select, textarea, [role=button], [role=switch]';
  const found = new Set<string>();
  // An open dialog keeps everything else out of reach.
  const root = document.querySelector('dialog[open]') ?? document.body;
  for (const control of root.querySelectorAll<HTMLElement>(controls)) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue;
    const text = control.textContent?.trim() ?? '';
    // Links, and terms that are explained when they are pressed: buttons, which Chromium makes inline blocks.
    const isLink = control instanceof HTMLAnchorElement && getComputedStyle(control).display === 'inline';
    const isInSentence =
      (isLink || control.dataset['term'] !== undefined) &&
      (control.closest('p, li, dd, h4')?.textContent?.trim().length ?? 0) > text.length;
    if (isInSentence) continue;
    // Radios and switches are hidden behind their labels, which are what a thumb meets.
    const isLabelled = control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);
    const labels: HTMLElement[] = isLabelled ? [...(control.labels ?? [])] : [];
    const { width, height } = [control, ...labels]
      .map((element) => element.getBoundingClientRect())
      .reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    // A pixel: kept for screen readers, such as the file input behind "Upload model".
    if (Math.min(width, height) <= 1 || Math.min(width, height) >= leastPx) continue;
    const name = control.getAttribute('aria-label') ?? (text || labels[0]?.textContent?.trim()) ?? '';
    found.add(`${control.tagName.toLowerCase()} “${name}” ${width.toFixed(0)} x ${height.toFixed(0)}`);
  }
  return [...found];
}

/** Runs in the page. */
function findCut(): string[] {
  const found: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const { overflowX } = getComputedStyle(element);
    if (overflowX !== 'hidden' && overflowX !== 'clip') continue;
    if (element.clientWidth <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
    // Charts place their text by themselves.
    if (element.closest('[role=img]') !== null || element.scrollWidth <= element.clientWidth + 1) continue;
    const text = element.textContent?.trim().slice(0, 40) ?? '';
    if (text !== '') {
      found.push(
        `${element.tagName.toLowerCase()} “${text}”: ${element.scrollWidth} of ${element.clientWidth} px`,
      );
    }
  }
  return found;
}
