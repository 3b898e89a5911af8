import Testing

@testable import RuleCompiler

/// Short queries and the trees they become.
struct SyntaxGoldenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var query: String
    var showsSpans = false
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "spans", query: "let x = 5;\n  T | where a == x // all\n", showsSpans: true),
    Case(name: "let-forms", query: "let a = 1; let t = T | take 1; let m = materialize(T); let n = (1 + 2);"),
    Case(
      name: "let-functions",
      query: """
        let f = (a:long, b:string = 'x', T:(c:real, *), U:(*)) { let d = 2; T | take d; };
        let g = view () { U };
        f(1, b = 'y')
        """),
    Case(
      name: "statements",
      query: """
        declare query_parameters (n:long = 5, s:string);
        set notruncation; set truncationmaxsize = 100;
        alias database d = cluster('c').database('x');
        restrict access to (T*, database('d').U);
        declare pattern p = (a:string)[b:string] { ('x').['y'] = { T; }; };
        T
        """),
    Case(name: "precedence", query: "print a or b and not(c) and d == -e + f * g has 'x' - h % 2 < 3"),
    Case(name: "chains", query: "print a - b - c, d and e and f, g or h or i, (j or k) or l"),
    Case(
      name: "string-operators",
      query:
        "T | where a !has 'x' and b containscs 'y' and c notcontains 'z' and d matches regex @'^\\d+$' or e =~ f"
    ),
    Case(
      name: "lists",
      query: "T | where a in (1, 2) and b !in~ (U | project c) and c has_any (dynamic(['x'])) and d in ((V))"),
    Case(name: "between", query: "T | where a between (1 .. 10) and t !between (ago(1d) .. now())"),
    Case(
      name: "paths",
      query: "T | extend a.b['c'][0].d, e[-1], f(g).h, ['x y'].z, a['b' 'c'], $left.k, i[j + 1]"),
    Case(
      name: "table-names",
      query:
        "union T*, *_CL, ['a b'], database('d').U, cluster('c').database('d').V*, workspace('w').W, f(1), (X | take 1)"
    ),
    Case(
      name: "union-parameters", query: "union kind=outer withsource=Origin isfuzzy=true T, U | count"),
    Case(
      name: "joins",
      query: """
        T | join kind=leftouter hint.strategy=shuffle hint.num_partitions=4 (U | where a) on b, $left.c == $right.d
        | lookup kind=inner V on e
        | join W where x == 1
        """),
    Case(
      name: "summarize",
      query:
        "T | summarize hint.shufflekey=k n = count(), (a, b) = arg_max(t, *), make_set(x, 5) by k, bin(t, 1h)"
    ),
    Case(
      name: "summarize-forms", query: "T | summarize by a | summarize count() | summarize count() by t bin=1h"
    ),
    Case(
      name: "columns",
      query: """
        T | project a, b = c, ['d e'] = 1 | project-away x*, y | project-keep *Id, z | project-rename p = q
        | project-reorder m*, n desc, o* granny-asc | extend by = 1, (u, v) = w | distinct *
        """),
    Case(
      name: "rows",
      query: """
        T | sort by a asc, b nulls first, c desc nulls last | order by d | top 5 by e asc | take 3 | limit 2
        | sample 4 | sample-distinct 5 of f | top-hitters 2 of g by h | serialize n = row_number() | count as c
        """),
    Case(
      name: "top-nested",
      query: "T | top-nested 2 of a with others='rest' by sum(b) desc, top-nested of c by count()"),
    Case(
      name: "mv-expand",
      query:
        "T | mv-expand kind=array with_itemindex=i a, b = c to typeof(long) limit 5 | mvexpand bagexpansion=bag d"
    ),
    Case(
      name: "mv-apply",
      query:
        "T | mv-apply x = a to typeof(string) limit 3 on (where x > 1 | summarize max(x)) | mv-apply y on (take 1)"
    ),
    Case(
      name: "parse",
      query: """
        T | parse kind=regex flags=Ui a with * 'x=' x:long ',' 'y' y * | parse-where b with c:string '|' *
        | parse-kv d as (e:long, ['f g']:string) with (pair_delimiter=';', quote='"', greedy=true)
        """),
    Case(
      name: "make-series",
      query: """
        T | make-series n=count() default=0, avg(a) on t from ago(1d) to now() step 1h by b, c
        | make-series sum(x) on t in range(a, b, 1h) by d
        """),
    Case(
      name: "plugins",
      query:
        "T | evaluate hint.distribution=per_node bag_unpack(a, 'p_') : (*, b:string) | invoke f(1).g() | as N"
    ),
    Case(
      name: "sources",
      query: """
        let d = datatable (a:long, b:string) [1, 'x', -2, dynamic([1])];
        let e = externaldata (c:string) [@'https://example.com/x', 'y'] with (format='csv', ignoreFirstRecord=true);
        range i from 1 to 10 step 2
        """),
    Case(
      name: "scalars-of-tables", query: "print a = toscalar(T | count), b = toscalar kind=nooptimization (U)"),
    Case(
      name: "search-find",
      query: """
        search kind=case_sensitive in (T, U*) 'x' and a:'y' or * has 'z';
        search * ;
        find withsource=s in (T, database('d').U*) where a == 1 project b, c:string, pack(*);
        find in (database('*').*) where a has 'b' project d, pack_all()
        """),
    Case(
      name: "branches",
      query: """
        T | fork n=(where a | take 1) (count) | facet by b, c with (take 2) | partition by d (top 1 by e)
        | partition hint.strategy=native by f { U | where g == 1 } | reduce by h with threshold=0.5
        """),
    Case(
      name: "scan",
      query: """
        T | scan with_match_id=m order by t asc partition by u declare (n:long = 0) with (
          step s1: a == 1 => n = 1;
          step s2 optional output=last: s1.n > 0 and b => n = s1.n + 1, c = 2;
        )
        """),
    Case(
      name: "render",
      query: "T | render timechart with (title='x', ycolumns=a, b, kind=stacked) | render piechart"),
    Case(
      name: "unsupported",
      query: "T | make-graph a --> b with U on c | graph-match (x)-[y]->(z) project x.a | take 1"),
    Case(
      name: "typeof", query: "T | evaluate p(typeof(long), typeof(a:string, b:long), typeof(*)) | getschema"),
    Case(
      name: "names", query: "T | extend kind, count = 1, ['where'] = step, {placeholder}, typeof, database"),
    Case(name: "recovery", query: "T | whre a | extend b = f(1 2), c | where (d == | take | project-awy e"),
  ]

  @Test(arguments: cases)
  func syntax(_ one: Case) {
    let sink = DiagnosticSink()
    let query = Parser.parse(one.query, into: sink)
    var text = one.query + "\n---\n" + SyntaxDump.dump(query, showsSpans: one.showsSpans)
    if !sink.diagnostics.isEmpty {
      text += "---\n" + sink.diagnostics.map { "\($0.id.rawValue): \($0.message)\n" }.joined()
    }
    expectGolden(text, "Syntax/\(one.name).txt")
    #expect(sink.hasErrors == (one.name == "recovery"))
  }
}
