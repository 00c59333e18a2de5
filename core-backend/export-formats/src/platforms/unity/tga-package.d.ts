/** The decoder of the npm package `tga`, which has no types of its own. */
declare module "tga" {
  export default class TGA {
    /** `dontFixAlpha`: an image that is wholly transparent stays so. */
    constructor(file: Buffer, options: { dontFixAlpha: boolean });
    readonly width: number;
    readonly height: number;
    /** RGBA, from the top. */
    readonly pixels: Uint8Array;
  }
}
