import Testing

@testable import RuleCompiler

/// Names, order and types of results.
@Suite struct ResultSchemaTests {
  @Test(arguments: [
    ("Hosts", "Account:string Host:string Port:long Duration:timespan"),
    ("Hosts | extend Port = 1.5, New = Port", "Account:string Host:string Port:real Duration:timespan New:long"),
    (
      "Hosts | project Port, strlen(Host), 1 + 1, tostring(Port)",
      "Port:long strlen_Host:long Column1:long Port1:string"
    ),
    (
      "Logins | project Details.user.name, Details['a'], Details.list[0]",
      "Details_user_name:dynamic Details_a:dynamic Details_list_0:dynamic"
    ),
    ("Hosts | project-away *t", "Duration:timespan"),
    ("Hosts | project-keep Port, Acc*", "Account:string Port:long"),
    ("Hosts | project-rename Name = Host", "Account:string Name:string Port:long Duration:timespan"),
    ("Hosts | project-reorder *o* desc, Account", "Port:long Host:string Duration:timespan Account:string"),
    ("Hosts | distinct Host, bin(Port, 10)", "Host:string Port:long"),
    ("Hosts | count", "Count:long"),
    ("Hosts | count as N", "N:long"),
    ("print 1, x = 'a', now() - 1h", "print_0:long x:string print_2:datetime"),
    ("range i from 1 to 10 step 1", "i:long"),
    ("range t from ago(1d) to now() step 1h", "t:datetime"),
    ("datatable (a:int, b:string) [1, 'x']", "a:int b:string"),
    ("Hosts | getschema | project ColumnName", "ColumnName:string"),
    ("Hosts | serialize n = row_number()", "Account:string Host:string Port:long Duration:timespan n:long"),
    ("Hosts | sample-distinct 3 of Host", "Host:string"),
  ])
  func operators(query: String, schema: String) {
    #expect(BinderFixture.schema(query) == schema)
  }

  @Test(arguments: [
    (
      "Logins | summarize count(), sum(Bytes), max(Port), dcount(Account) by Type",
      "Type:string count_:long sum_Bytes:long max_Port:int dcount_Account:long"
    ),
    (
      "Logins | summarize count() by bin(TimeGenerated, 1h), tolower(Account)",
      "TimeGenerated:datetime Column1:string count_:long"
    ),
    ("Hosts | summarize arg_max(Port, *) by Account", "Account:string Port:long Host:string Duration:timespan"),
    ("Logins | summarize arg_max(Bytes, Details) by tostring(Details)", "Details:string Bytes:long Details1:dynamic"),
    ("Hosts | summarize arg_min(Port, Host, x = Account)", "Port:long Host:string x:string"),
    ("Hosts | summarize take_any(*) by Host", "Host:string Account:string Port:long Duration:timespan"),
    ("Hosts | summarize any(Host)", "any_Host:string"),
    ("Logins | summarize round(avg(Score), 1), Total = count() * 2", "avg_Score:real Total:long"),
    ("Logins | summarize percentiles(Bytes, 5, 99.9)", "percentile_Bytes_5:long percentile_Bytes_99_9:long"),
    (
      "Logins | summarize countif(Port == 22), sumif(Bytes, Port == 22), make_set(Account, 5)",
      "countif_:long sumif_Bytes:long set_Account:dynamic"
    ),
    (
      "Logins | make-series n = count() default = 0 on TimeGenerated step 1h by Account",
      "Account:string n:dynamic TimeGenerated:dynamic"
    ),
  ])
  func aggregates(query: String, schema: String) {
    #expect(BinderFixture.schema(query) == schema)
  }

  @Test(arguments: [
    (
      "Logins | project Account, Port | join (Hosts) on Account",
      "Account:string Port:int Account1:string Host:string Port1:long Duration:timespan"
    ),
    ("Logins | project A = Account | join kind=leftanti (Hosts) on $left.A == $right.Account", "A:string"),
    (
      "Logins | project A = Account | join kind=rightsemi (Hosts | project Account) on $left.A == $right.Account",
      "Account:string"
    ),
    (
      "Logins | project Account, Type | lookup (Hosts | project Account, Type = Host) on Account",
      "Account:string Type:string Type1:string"
    ),
    (
      "union (Hosts | project Account, Port), (Logins | project Port, Account)",
      "Account:string Port_long:long Port_int:int"
    ),
    (
      "union kind=inner withsource=From Hosts, (Logins | project Account, Host = 'x')",
      "From:string Account:string Host:string"
    ),
    ("union isfuzzy=true Missing, (Hosts | project Host)", "Host:string"),
    ("Logins | project Details | mv-expand with_itemindex=i Details to typeof(string)", "Details:string i:long"),
    (
      "Logins | project Account, Details | mv-expand d = Details, Details.x",
      "Account:string Details:dynamic d:dynamic Details_x:dynamic"
    ),
    ("Logins | project Account, Details | mv-apply Details on (summarize n = count())", "Account:string n:long"),
    ("Hosts | project Host | parse Host with 'a' Name:string '-' Number:long *", "Host:string Name:string Number:long"),
    (
      "Hosts | project Host | parse-kv Host as (a:long, b:string) with (pair_delimiter=';')",
      "Host:string a:long b:string"
    ),
    ("Logins | project Account, Details | evaluate bag_unpack(Details)", "Account:string …"),
    ("Hosts | partition by Account (top 1 by Port | project Host)", "Host:string"),
    (
      "find in (Hosts, Logins) where Host == 'x' or Bytes > 5 project Account, Host",
      "source_:string Account:string Host:string"
    ),
    // A column of several types has a result column for each, a table without a column of the predicate is left out.
    (
      "find in (Hosts, Logins) where Port == 1",
      "source_:string Account:string Port_long:long Port_int:int pack_:dynamic"
    ),
    (
      "find withsource=From in (Hosts, Logins) where Port == 1 project Port:string, Account, pack_all()",
      "From:string Port_string:string Account:string pack_:dynamic"
    ),
    (
      "find in (Hosts, Logins) where Host == 'x'",
      "source_:string Account:string Host:string Port:long Duration:timespan"
    ),
    (
      "find in (Hosts, Logins) where * has 'x'",
      "source_:string Account:string Port_long:long Port_int:int pack_:dynamic"
    ),
    (
      "find in (Hosts, Logins) where 'x' and Bytes > 5",
      "source_:string Account:string Port_long:long Port_int:int Bytes:long pack_:dynamic"
    ),
    // The predicate makes sense for one of the types only.
    (
      "let a = Hosts | project V = Account; let b = Hosts | project V = Port; find in (a, b) where V has 'x'",
      "source_:string V:string"
    ),
    (
      "find in (Hosts) where Host == 'x'",
      "source_:string Account:string Host:string Port:long Duration:timespan"
    ),
    (
      "Hosts | project Host | evaluate ipv4_lookup(datatable(Net:string, Name:string)['10.0.0.0/8', 'a'], Host, Net)",
      "Host:string Net:string Name:string"
    ),
    (
      "Logins | project Details | project array_sort_asc(Details.a, Details.b)",
      "Details_a_sorted:dynamic Details_b_sorted:dynamic"
    ),
    ("Custom_CL | where Name == 'x' | project Name", "Name:unknown"),
    // Columns that a table has though its schema does not list them are there for who names them.
    ("Hosts | where TimeGenerated > ago(1h)", "Account:string Host:string Port:long Duration:timespan"),
    ("Hosts | project Host, TimeGenerated, _ItemId", "Host:string TimeGenerated:datetime _ItemId:string"),
    ("Hosts | where Port == 1 | summarize max(_TimeReceived) by Host", "Host:string max__TimeReceived:datetime"),
    ("Product_CL | where target_s == 'x'", "actor_name_s:string count_d:real"),
    (
      "Product_CL | where target_s has 'x' | project target_s, is_b, TimeGenerated",
      "target_s:string is_b:bool TimeGenerated:datetime"
    ),
    (
      "union Product_CL, (Hosts | project Host) | project Host, count_d, target_s",
      "Host:string count_d:real target_s:string"
    ),
    (
      "Hosts | join (Product_CL) on $left.Host == $right.actor_name_s | project Host, target_s",
      "Host:string target_s:string"
    ),
    ("Product_CL | extend x = column_ifexists('target_s', 5) | project x", "x:long"),
    ("Product_CL | project-rename who = target_s | project who", "who:string"),
    ("Custom_CL | summarize arg_max(TimeGenerated, *) by Host | project Host, Name", "Host:unknown Name:unknown"),
  ])
  func combinations(query: String, schema: String) {
    #expect(BinderFixture.schema(query) == schema)
  }

  @Test(arguments: [
    ("iff(true, 1, 2.5)", "real"), ("iff(true, dynamic([1]), 'x')", "string"),
    ("case(true, int(1), false, 2, 3)", "long"), ("coalesce(dynamic(1), 'x')", "dynamic"),
    ("2 * 1h", "timespan"), ("7 / 2", "long"), ("1 - datetime(null)", "type-mismatch '-'"),
    ("'a' < 'b'", "type-mismatch '<'"), ("5 between (1 .. 10)", "bool"), ("toscalar(Hosts | count)", "long"),
    ("extract_json('$.a', '{}', typeof(long))", "long"),
  ])
  func scalars(expression: String, type: String) {
    let schema = BinderFixture.schema("print x = \(expression)")
    #expect(schema == (type.contains("'") ? type : "x:\(type)"))
  }
}
