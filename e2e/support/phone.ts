/** A phone's screen, CSS pixels, worked with a thumb. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
