package out

// style is the page's: one column of easy reading, rules rather than boxes,
// dark ink on white, and A4 when printed. ACCENT is the document's colour.
const style = `
:root{--accent:ACCENT;--ink:#1f2933;--grey:#58636e;--hair:#ced4da}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:2.5rem 1.5rem 4rem;color:var(--ink);background:#fff;font:1rem/1.55 "Noto Sans","Open Sans","Segoe UI","Helvetica Neue",Arial,"Noto Sans Arabic","Noto Sans CJK SC",sans-serif}
h1,h2,h3,h4{color:var(--accent);line-height:1.25;margin:2rem 0 .6rem}
h1{font-size:1.9rem;margin:.4rem 0}
h2{font-size:1.25rem;border-top:1px solid var(--hair);padding-top:1rem}
h3{font-size:1.05rem}
.run{display:flex;justify-content:space-between;color:var(--grey);font-size:.85rem}
.logo{max-height:4rem}
.facts,.q,.note,blockquote footer{color:var(--grey)}
.facts{margin:0}
.warning{border-left:4px solid #92400e;padding:.4rem .8rem;color:#92400e;font-weight:600}
.para{padding-left:2.4rem}
.para .n{float:left;margin-left:-2.4rem;color:var(--grey);font-variant-numeric:tabular-nums}
[dir=auto].para:dir(rtl){padding:0 2.4rem 0 0}
.box{background:#edf3f8;border-left:4px solid var(--accent);padding:.8rem 1.1rem;margin:1.2rem 0}
.box p{margin:0}.box .label{font-size:.8rem;font-weight:700;color:var(--accent);margin-bottom:.3rem}
blockquote{margin:1rem 0;padding:0 1.2rem;border-inline-start:3px solid var(--hair)}
blockquote footer{font-size:.9rem}
a{color:#005c9e}
.t{overflow-x:auto;margin:1.2rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
.small table{font-size:.8rem}
caption,figcaption{caption-side:top;text-align:start;font-weight:700;color:var(--accent);padding-bottom:.4rem}
th{font-size:.8rem;color:var(--grey);text-align:start;vertical-align:bottom;border-bottom:1.5px solid var(--ink)}
td,th{padding:.35rem .9rem .35rem 0}
td{vertical-align:top;border-bottom:1px solid var(--hair)}
td p{margin:0}
.r{text-align:right;font-variant-numeric:tabular-nums}
.strong td{font-weight:700;background:#f4f6f8}
.facing td+td{border-left:1px solid var(--hair);padding-left:.8rem}
.note{font-size:.8rem;margin:.4rem 0 0}
figure{margin:1.5rem 0}
figure svg{width:100%;height:auto;display:block}
details{margin:.6rem 0;font-size:.9rem}
.sign{border-top:1px solid var(--ink);width:18rem;margin-top:3.5rem;padding-top:.2rem;font-size:.9rem}
:target{background:#fff6d6}
.feet{font-size:.85rem}
@page{size:A4;margin:22mm 20mm}
@media print{body{max-width:none;padding:0;font-size:10pt}.t{overflow:visible}thead{display:table-header-group}tr,figure,.box{break-inside:avoid}h2,h3,caption,figcaption{break-after:avoid}.new{break-before:page}details{display:none}a{color:inherit;text-decoration:none}}
`
