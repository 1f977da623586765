/** Lists of whole numbers (ids, lengths, positions) for shaders. */
import type { WebglDevice } from './webglDevice';

/** Items per row of the texture. */
const WIDTH = 1024;

/** GLSL: an item of an `IntegerList` by its index. */
export const INTEGER = `
  int integer(isampler2D list, int index) { return texelFetch(list, ivec2(index % ${WIDTH}, index / ${WIDTH}), 0).x; }`;

/** A texture of integers that grows with the longest list written to it. */
export class IntegerList {
  private current: WebGLTexture | null = null;
  private rows = 0;

  constructor(private readonly device: WebglDevice) {}

  /** What was written last, then zeros or what an earlier, longer list had there. */
  get texture(): WebGLTexture {
    return this.current!;
  }

  write(values: Int32Array): void {
    const { gl } = this.device;
    const rows = Math.max(1, Math.ceil(values.length / WIDTH));
    if (rows > this.rows) {
      this.dispose();
      this.current = this.device.texture('R32I', WIDTH, rows);
      this.rows = rows;
    }
    const padded = new Int32Array(rows * WIDTH);
    padded.set(values);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.current);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, WIDTH, rows, gl.RED_INTEGER, gl.INT, padded);
  }

  dispose(): void {
    this.device.gl.deleteTexture(this.current);
    this.current = null;
    this.rows = 0;
  }
}
