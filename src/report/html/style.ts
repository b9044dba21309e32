import { createHash } from 'node:crypto';

/** The look of the page: two palettes, one column, nothing fetched. Colour never says what words do not say. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2026;--soft:#545d68;--line:#d5dae0;--panel:#f5f6f8;--error:#b3261e;--warning:#855300;--info:#1b5e9e;--kept:#18653f;--tint:12%}
@media(prefers-color-scheme:dark){:root{--paper:#13171c;--ink:#e4e8ec;--soft:#a0aab5;--line:#323a43;--panel:#1b2128;--error:#ff9a8f;--warning:#e9b95c;--info:#8abdf5;--kept:#74d09c;--tint:16%}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:64rem;padding:0 1rem 3rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--info);outline-offset:2px}
h1,h2,h3,p,ul,dl,dd,figure,table{margin:0;padding:0}
ul{list-style:none}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem;background:var(--paper);z-index:1}
.error{--mark:var(--error)}
.warning{--mark:var(--warning)}
.info{--mark:var(--info)}
.kept{--mark:var(--kept)}
.undecided,.unasked{--mark:var(--soft)}
.top{display:grid;gap:1rem 3rem;padding:1.5rem 0 2rem;border-top:.375rem solid var(--mark)}
.top h1{font-size:1rem;font-weight:600}
.verdict{font-size:2.75rem;line-height:1.1;font-weight:700;letter-spacing:-.02em;color:var(--mark)}
.claim{font-size:1.125rem;margin:.25rem 0 1.25rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;font-size:.9375rem}
.facts dt{color:var(--soft)}
.facts dd{font-variant-numeric:tabular-nums}
figure svg{display:block;width:100%;max-width:26rem;height:auto;margin:0 auto}
figcaption{font-size:.8125rem;color:var(--soft);text-align:center;max-width:26rem;margin:.5rem auto 0}
@media(min-width:56rem){.top{grid-template-columns:1fr 26rem;align-items:center}}
svg text{fill:var(--ink);font-size:15px;text-anchor:middle}
svg .n{font-size:27px;font-weight:700;fill:var(--mark)}
svg .long{font-size:21px}
svg .s{font-size:12px;fill:var(--soft)}
svg .shape{fill:var(--mark);fill-opacity:.08;stroke:var(--mark);stroke-width:2.5}
svg .band{fill:none;stroke:var(--mark);stroke-width:32;stroke-opacity:.14;stroke-linejoin:round}
svg .unasked .shape{stroke-dasharray:3 5;fill-opacity:0}
svg .unasked .band{stroke-opacity:.07}
svg .seam{fill:var(--paper);stroke:var(--mark);stroke-width:2}
svg a:hover .shape{fill-opacity:.2}
svg a{text-decoration:none}
svg .room{fill:none;stroke:var(--soft);stroke-opacity:.5;stroke-width:1.5;stroke-linejoin:round}
svg .hit .room{fill:var(--mark);fill-opacity:.08}
svg .way{fill:none;stroke:var(--mark);stroke-width:2}
svg .tip{fill:var(--mark)}
svg .step{fill:var(--paper);stroke:var(--mark);stroke-width:2}
svg .at{font-size:14px;font-weight:700}
svg .in{font-size:14px}
.domino{display:grid;gap:.5rem 2rem;margin-top:1rem}
.domino figcaption{font-size:1rem;color:var(--ink);text-align:left;margin:0;max-width:none}
.domino ol{list-style:none;margin:0;padding:0}
.domino li{margin-top:.5rem}
@media(min-width:56rem){.domino{grid-template-columns:26rem 1fr}.domino figcaption{grid-column:1/-1}}
.marks{list-style:none;margin:0;padding:0}
.marks li{padding:.375rem 0 .375rem .875rem;border-left:.25rem solid var(--mark);margin-top:.375rem}
.lead{color:var(--soft);margin-top:.75rem}
.places{padding-left:1rem}
ol.rows{padding-left:1.25rem}
.stage{margin-top:1.5rem}
.stage h3{color:var(--mark)}
.stage>.about:last-child{margin-top:.5rem}
h2+h3{margin-top:.75rem}
section{margin-top:2.5rem}
h2{font-size:1.375rem;line-height:1.25;padding-bottom:.375rem;border-bottom:1px solid var(--line)}
h2 small{font-size:.9375rem;font-weight:400;color:var(--soft);margin-left:.5rem}
h3{font-size:1rem;line-height:1.4}
.law{margin-top:1.5rem}
.law>p{color:var(--soft)}
.findings>li,.rows>li{margin-top:.75rem;padding:.125rem 0 .125rem .875rem;border-left:.25rem solid var(--mark,var(--line))}
.what{font-weight:600}
.sev{color:var(--mark);font-weight:600;margin-left:.5rem;white-space:nowrap}
.about{color:var(--soft);font-size:.875rem}
pre{margin:.5rem 0;padding:.625rem .75rem;overflow-x:auto;background:var(--panel);border-radius:.375rem;line-height:1.45;overflow-wrap:normal}
.story{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .875rem;margin-top:1rem;padding:.75rem .875rem;background:var(--panel);border-radius:.375rem;font-size:.9375rem}
.story dt{color:var(--soft)}
.story dd{white-space:pre-line}
.story .fix{color:var(--kept);font-weight:600}
details{margin-top:.75rem}
summary{cursor:pointer;font-weight:600;padding:.25rem 0}
summary h2{display:inline;border:0;padding:0}
.fold{border-bottom:1px solid var(--line);padding-bottom:.5rem;margin-top:1rem}
.cut{margin-top:.75rem;color:var(--soft);font-style:italic}
.wide{overflow-x:auto;margin-top:.75rem}
table{border-collapse:collapse;font-size:.875rem;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.3125rem .75rem .3125rem 0;text-align:right;border-bottom:1px solid var(--line);overflow-wrap:normal}
th:first-child,td:first-child{text-align:left;font-weight:400}
thead th{color:var(--soft);font-weight:400}
td.hit{color:var(--error);font-weight:600}
footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.8125rem;color:var(--soft)}
@media(max-width:30rem){.story{grid-template-columns:1fr;gap:0}.story dd{margin-bottom:.5rem}.verdict{font-size:2.25rem}.top{padding:1rem 0}th,td{padding-right:.5rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--panel:#f3f3f3;--error:#b3261e;--warning:#855300;--info:#1b5e9e;--kept:#18653f}body{max-width:none;font-size:10pt}.findings>li,.rows>li,tr{break-inside:avoid}h2,h3{break-after:avoid}pre{white-space:pre-wrap}details::details-content{content-visibility:visible;display:block;height:auto}.skip{display:none}}
`.replace(/\n/g, '');

/** What the page may do: show itself in this one style, and nothing else. */
export function contentPolicy(): string {
  const digest = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
}
