// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Values of each type at which implementations go wrong. */
final class Pools {

  private static final Map<String, List<String>> LITERALS = new LinkedHashMap<>();

  static {
    put("bool", "t", "f");
    put("int2", "0", "1", "-1", "7", "32767", "-32768", "100");
    put("int4", "0", "1", "-1", "2", "3", "10", "-7", "63", "2147483647", "-2147483648", "2024");
    put("int8", "0", "1", "-1", "5", "2147483648", "9223372036854775807", "-9223372036854775808");
    put(
        "numeric",
        "0",
        "0.00",
        "1",
        "-1.50",
        "2.5",
        "0.5",
        "-0.5",
        "1.005",
        "123456789.987654321",
        "99999999999999999999",
        "0.000000000000000001",
        "-12345678901234567890.12",
        "1e10",
        "3",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e-20");
    put(
        "float4",
        "0",
        "-0",
        "1.5",
        "-2.25",
        "0.1",
        "3.4e38",
        "1e-40",
        "NaN",
        "Infinity",
        "-Infinity",
        "16777217",
        "2.5",
        "1e10");
    put(
        "float8",
        "0",
        "-0",
        "0.1",
        "-1.5",
        "2.5",
        "3.5",
        "1e15",
        "1e16",
        "1e-5",
        "1.7e308",
        "5e-324",
        "NaN",
        "Infinity",
        "-Infinity",
        "123456789.123",
        "9007199254740993",
        "0.30000000000000004");
    put(
        "text",
        "",
        "a",
        "A",
        "abc",
        "aBc Def",
        " lead",
        "trail  ",
        "%",
        "a_b%c",
        "\\",
        "a\\b",
        "é",
        "Straße",
        "日本語",
        "😀x",
        "1",
        "-5",
        "0.5",
        "a,b,c",
        "a''b",
        "2024-01-31",
        "x\ty\nz",
        "ABCabc123",
        "null",
        "{1,2}",
        "[1,2]",
        "..",
        "(a+)",
        "aaa",
        "ﬁ",
        "İi",
        "ǆ");
    put("varchar", "", "a", "Abc", "b ", "é日");
    put("bpchar", "", "a", "a  ", "Abc", " b");
    put("name", "UTF8", "UTC", "utf-8");
    put("bytea", "\\x", "\\x00", "\\x61", "\\x00ff10", "\\xdeadbeef", "\\x616263");
    put(
        "date",
        "2024-02-29",
        "2023-12-31",
        "1999-01-01",
        "0001-01-01",
        "0044-03-15 BC",
        "9999-12-31",
        "infinity",
        "-infinity",
        "2024-03-31",
        "1970-01-01",
        "2000-01-03");
    put("time", "00:00:00", "12:34:56.789", "23:59:59.999999", "24:00:00", "01:02:03");
    put(
        "timestamp",
        "2024-02-29 12:34:56.789012",
        "2024-01-31 00:00:00",
        "1999-12-31 23:59:59.999999",
        "0001-01-01 00:00:00",
        "infinity",
        "-infinity",
        "1970-01-01 00:00:00",
        "0100-06-01 10:00:00 BC",
        "2024-12-30 23:00:00.5",
        "2021-01-03 04:05:06");
    put(
        "timestamptz",
        "2024-02-29 12:34:56.789012+00",
        "2024-01-31 00:00:00+05:30",
        "1999-12-31 23:59:59.999999-08",
        "infinity",
        "-infinity",
        "1970-01-01 00:00:00+00",
        "0100-06-01 10:00:00+00 BC",
        "2024-11-03 01:30:00-04");
    put(
        "interval",
        "0",
        "1 day",
        "1 mon",
        "-1 mon",
        "1 year 2 mons 3 days 04:05:06.789",
        "-3 days 04:05:06",
        "25:00:00",
        "-00:00:01",
        "1 mon -1 day",
        "36 hours",
        "30 days",
        "100000 hours",
        "1.5 days",
        "infinity");
    put(
        "uuid",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff");
    put(
        "json",
        "{\"a\":1}",
        "[1, 2 ,3]",
        "null",
        "\"x\"",
        "1.50",
        "{\"a\":{\"b\":[1,{\"c\":null}]},\"a\":2}",
        "[]",
        "{}",
        "true");
    put(
        "jsonb",
        "{\"a\":1}",
        "[1,2,3]",
        "null",
        "\"x\"",
        "1.50",
        "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"e\"}",
        "[]",
        "{}",
        "true",
        "[1,1,2,\"a\"]",
        "\"a\"",
        "{\"b\":1,\"aa\":2,\"a\":3}",
        "1e3",
        "[[1,2],[3]]",
        "{\"a\":null}",
        "-0.0",
        "[null]",
        "{\"k\":\"\\u00e9\\n\\\"\"}");
    put(
        "_int4",
        "{}",
        "{1}",
        "{1,2,3}",
        "{3,NULL,1}",
        "{NULL}",
        "{1,1,2}",
        "{{1,2},{3,4}}",
        "[2:4]={7,8,9}");
    put("_int8", "{}", "{1,2}", "{NULL,9223372036854775807}");
    put(
        "_text",
        "{}",
        "{a}",
        "{a,b,NULL}",
        "{\"\",\"a b\",\"x,y\",\"q\\\"q\",\"NULL\"}",
        "{a,b,c,a}");
    put("_numeric", "{}", "{1.0,2.50}", "{NULL,1}");
    put("_float8", "{}", "{1,NaN,-0}", "{0.5,NULL}");
    put("_bool", "{t,f,NULL}", "{}");
    put("_date", "{2024-01-01,NULL}", "{}");
    put(
        "vector",
        "[1,2,3]",
        "[0,0,0]",
        "[-1,0.5,2.25]",
        "[1]",
        "[3,4]",
        "[1e-20,1e20,1]",
        "[-0,0,1]",
        "[0.1,0.2,0.3]");
    put("oid", "0", "1", "25", "4294967295");
  }

  private Pools() {}

  private static void put(String type, String... values) {
    LITERALS.put(type, List.of(values));
  }

  static Set<String> types() {
    return LITERALS.keySet();
  }

  /** Typed literals of a type, NULL among them. */
  static List<String> literals(String type) {
    List<String> all = new ArrayList<>();
    for (String value : Objects.requireNonNull(LITERALS.get(type))) {
      all.add(literal(value, type));
    }
    all.add("NULL::" + sqlName(type));
    return all;
  }

  static String literal(String value, String type) {
    boolean number =
        Set.of("int2", "int4", "int8", "numeric").contains(type) && !value.matches(".*[NI].*");
    if (type.equals("int4") && number && value.charAt(0) != '-') {
      return value;
    }
    String quoted = "'" + value.replace("''", "'").replace("'", "''") + "'";
    return quoted + "::" + sqlName(type);
  }

  static String sqlName(String type) {
    return type.startsWith("_") ? type.substring(1) + "[]" : type;
  }
}
