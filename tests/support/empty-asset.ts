/** Stands in for style sheets, pictures and fonts, which only Vite can load. */
export default '';
