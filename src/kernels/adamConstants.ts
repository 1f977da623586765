/** Adam's constants: Keras's defaults (Kingma and Ba 2015). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
