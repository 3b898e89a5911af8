extension ReportPage {
  /// The style of the page: colours for light and dark, and a filter by severity that needs no script.
  static let style: Str = """

    :root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --quiet: #59636e; --line: #d1d9e0; --box: #f6f8fa;
      --s0: #c62828; --s1: #c25e00; --s2: #9a7b00; --s3: #2b6cb0; --hit: #fde2e0; }
    @media (prefers-color-scheme: dark) { :root { --back: #14181d; --text: #e2e7ec; --quiet: #9aa5b1; --line: #343b44;
      --box: #1d232a; --s0: #f0716a; --s1: #f0954a; --s2: #d8b83c; --s3: #6aa9e8; --hit: #5a2420; } }
    body { font: 15px/1.5 system-ui, sans-serif; background: var(--back); color: var(--text); max-width: 80rem;
      margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h3 { font-size: .85rem; margin: 0 0 .3rem; } p { margin: .3rem 0; }
    .quiet { color: var(--quiet); font-weight: normal; }
    .figures { font-size: 1.15rem; font-weight: 600; }
    .severity { border: 1px solid; border-radius: 1rem; padding: 0 .55rem; font-size: .85rem; font-weight: 600;
      white-space: nowrap; }
    .severity.s0 { color: var(--s0); } .severity.s1 { color: var(--s1); } .severity.s2 { color: var(--s2); }
    .severity.s3 { color: var(--s3); }
    rect.s0 { fill: var(--s0); } rect.s1 { fill: var(--s1); } rect.s2 { fill: var(--s2); } rect.s3 { fill: var(--s3); }
    .lanes { display: grid; grid-template-columns: minmax(8rem, 20rem) 1fr; gap: .15rem .8rem; align-items: center; }
    .lanes .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: right; font-size: .85rem; }
    svg { width: 100%; background: var(--box); display: block; } svg.h80 { height: 80px; } svg.h20 { height: 20px; }
    .axis { display: flex; justify-content: space-between; font-size: .75rem; color: var(--quiet); gap: .5rem; }
    .matrix { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem; }
    .tactic { background: var(--box); border: 1px solid var(--line); border-radius: .4rem; padding: .5rem; }
    .tactic span { font-size: .8rem; } .tactic > span { display: block; padding: 0 .3rem; margin: .1rem 0; }
    .hit { background: var(--hit); border-radius: .2rem; } .hit b { float: right; }
    .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; }
    th, td { text-align: left; vertical-align: top; padding: .2rem .6rem; border-bottom: 1px solid var(--line);
      max-width: 30rem; overflow-wrap: break-word; white-space: pre-wrap; }
    th { color: var(--quiet); font-weight: 600; white-space: nowrap; } .n { text-align: right; }
    td { min-width: 3rem; }
    .alert { border: 1px solid var(--line); border-left-width: 4px; border-radius: .3rem; margin: .35rem 0;
      padding: .3rem .7rem; overflow-wrap: anywhere; }
    .alert.s0 { border-left-color: var(--s0); } .alert.s1 { border-left-color: var(--s1); }
    .alert.s2 { border-left-color: var(--s2); } .alert.s3 { border-left-color: var(--s3); }
    .alert:target { background: var(--box); outline: 2px solid var(--s3); }
    summary { cursor: pointer; } summary time { color: var(--quiet); font-size: .85rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; font-size: .85rem; }
    dt { color: var(--quiet); } dd { margin: 0; }
    .alert > p { white-space: pre-wrap; }
    .entities { list-style: none; padding: 0; font-size: .85rem; display: flex; flex-wrap: wrap; gap: .3rem; }
    .entities li { background: var(--box); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .5rem; }
    .kind { font-weight: 600; } .filter label { margin-right: 1rem; }
    body:has(#f0:not(:checked)) .alert.s0, body:has(#f1:not(:checked)) .alert.s1,
    body:has(#f2:not(:checked)) .alert.s2, body:has(#f3:not(:checked)) .alert.s3 { display: none; }

    """
}
