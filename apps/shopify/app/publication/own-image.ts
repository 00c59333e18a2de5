/** In names and addresses of images of ours; see the connector's `publish/names.ts`. */
const OURS = /(?:^|-)aq[0-9a-z]{8}n\d+v\d+/;

export const isOwnImage = (name: string): boolean => OURS.test(name);
