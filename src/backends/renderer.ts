/** What a WebGL renderer string tells. */

/** Names under which browsers draw WebGL on the CPU. */
const SOFTWARE_RENDERERS = [
  'SwiftShader',
  'llvmpipe',
  'softpipe',
  'Microsoft Basic Render',
  'Software Rasterizer',
];

const softwareRenderer = (renderer: string): string | undefined =>
  SOFTWARE_RENDERERS.find((name) => renderer.toLowerCase().includes(name.toLowerCase()));

export function isSoftwareRenderer(renderer: string): boolean {
  return softwareRenderer(renderer) !== undefined;
}

/**
 * The device's name for people: "SwiftShader", "NVIDIA GeForce RTX 3060".
 * ANGLE writes `ANGLE (vendor, device and interface, driver)`.
 */
export function deviceName(renderer: string): string {
  const software = softwareRenderer(renderer);
  if (software !== undefined) return software;
  const device = /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(renderer)?.[1] ?? renderer;
  return device
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/ \(0x[0-9A-Fa-f]+\)/, '')
    .replace(/ (Direct3D|OpenGL|vs_|Vulkan).*$/, '')
    .trim();
}
