/** How a file that is kept is called, both ways of RFC 6266: for those who read UTF-8, and `plain` for the others. */
export const attachment = (name: string, plain: string): string =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/** Of these parts, without what file systems do not take. */
export const fileName = (parts: readonly string[], ending: string): string =>
  `${parts.join('-').replaceAll(/[\\/:*?"<>|\s]+/g, '_')}.${ending}`;
