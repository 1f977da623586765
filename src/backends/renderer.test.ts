import { expect, it } from 'vitest';
import { deviceName, isSoftwareRenderer } from './renderer';

it.each([
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'SwiftShader',
    true,
  ],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', 'llvmpipe', true],
  [
    'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Microsoft Basic Render',
    true,
  ],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002503) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
    false,
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'Apple M1', false],
  ['Mali-G78', 'Mali-G78', false],
])('%s', (renderer, device, isSoftware) => {
  expect(deviceName(renderer)).toBe(device);
  expect(isSoftwareRenderer(renderer)).toBe(isSoftware);
});
