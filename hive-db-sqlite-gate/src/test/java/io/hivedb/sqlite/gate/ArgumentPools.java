// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments that mean something to a function: patterns, formats, units, paths. */
final class ArgumentPools {

  private static final Map<String, List<String>> BY_CALL =
      Map.ofEntries(
          Map.entry("~ 1", PatternPools.REGEXES),
          Map.entry("~* 1", PatternPools.REGEXES),
          Map.entry("!~ 1", PatternPools.REGEXES),
          Map.entry("!~* 1", PatternPools.REGEXES),
          Map.entry("regexp_replace 1", PatternPools.REGEXES),
          Map.entry("regexp_match 1", PatternPools.REGEXES),
          Map.entry("regexp_like 1", PatternPools.REGEXES),
          Map.entry("regexp_split_to_array 1", PatternPools.REGEXES),
          Map.entry("regexp_split_to_table 1", PatternPools.REGEXES),
          Map.entry("regexp_count 1", PatternPools.REGEXES),
          Map.entry("regexp_matches 1", PatternPools.REGEXES),
          Map.entry("regexp_substr 1", PatternPools.REGEXES),
          Map.entry("regexp_instr 1", PatternPools.REGEXES),
          Map.entry(
              "regexp_replace 2",
              List.of("x", "", "[\\1]", "\\&\\&", "\\\\", "$1", "\\2\\1", "\\0")),
          Map.entry("regexp_replace 3", List.of("", "g", "i", "gi", "n", "x", "z", "q")),
          Map.entry("regexp_match 2", List.of("", "g", "i", "n", "s")),
          Map.entry("regexp_like 2", List.of("", "i", "c", "g", "x")),
          Map.entry("~~ 1", PatternPools.LIKES),
          Map.entry("~~* 1", PatternPools.LIKES),
          Map.entry("!~~ 1", PatternPools.LIKES),
          Map.entry("!~~* 1", PatternPools.LIKES),
          Map.entry("date_trunc 0", FormatPools.UNITS),
          Map.entry("date_part 0", FormatPools.UNITS),
          Map.entry("extract 0", FormatPools.UNITS),
          Map.entry(
              "timezone 0", List.of("UTC", "utc", "GMT", "Europe/Berlin", "+02", "EST", "nowhere")),
          Map.entry("jsonb_path_exists 1", PatternPools.PATHS),
          Map.entry("jsonb_path_query_first 1", PatternPools.PATHS),
          Map.entry("encode 1", List.of("hex", "base64", "escape", "HEX", "x", "base64url")),
          Map.entry("decode 1", List.of("hex", "base64", "escape", "x")),
          Map.entry(
              "decode 0",
              List.of(
                  "",
                  "00ff",
                  "YWJj",
                  "YQ==",
                  "zz",
                  "abc",
                  "a b",
                  "YQ",
                  "DEADBEEF",
                  "\\x41",
                  "YW Jj\n")),
          Map.entry(
              "to_date 0",
              List.of(
                  "2024-01-31",
                  "31/01/2024",
                  "20240131",
                  "Jan 5, 2024",
                  "2024-1-5",
                  "",
                  "2024-13-01",
                  "abc",
                  "  2024-01-31")),
          Map.entry(
              "to_timestamp 0",
              List.of(
                  "2024-01-31 12:34:56",
                  "2024-01-31",
                  "12:34",
                  "2024",
                  "",
                  "20240131123456",
                  "2024-01-31 12:34:56.789")),
          Map.entry("to_date 1", FormatPools.DATE_FORMATS),
          Map.entry("to_timestamp 1", FormatPools.DATE_FORMATS),
          Map.entry(
              "to_number 0",
              List.of(
                  "1,234.5", "-12", "0.5", "$5", "12.34-", "", "abc", "1 234", "00012", "+5",
                  "1.2.3")),
          Map.entry("to_number 1", FormatPools.NUMBER_FORMATS),
          Map.entry("convert_from 1", List.of("UTF8", "utf-8", "UTF-8")),
          Map.entry("convert_to 1", List.of("UTF8", "utf8")),
          Map.entry("split_part 1", List.of(",", "", "b", "..", "é", " ")),
          Map.entry("string_to_table 1", List.of(",", "", "b", " ")),
          Map.entry("string_to_array 1", List.of(",", "", "b", " ")),
          Map.entry("substring 1", PatternPools.REGEXES),
          Map.entry("translate 1", List.of("abc", "", "aé", "aa")),
          Map.entry("strpos 1", List.of("a", "", "b", "日", "c D")),
          Map.entry("normalize 1", List.of("NFC")));

  private static final Set<String> SUBJECTS =
      Set.of(
          "~",
          "~*",
          "!~",
          "!~*",
          "regexp_replace",
          "regexp_match",
          "regexp_split_to_array",
          "regexp_split_to_table",
          "regexp_count",
          "regexp_like",
          "substring");

  private ArgumentPools() {}

  static List<String> literals(String call, int index, String type, List<String> types) {
    if (List.of("repeat", "lpad", "rpad").contains(call) && type.equals("int4")) {
      return List.of("-1", "0", "1", "5", "NULL::int4");
    }
    List<String> values = BY_CALL.get(call + " " + index);
    if (call.equals("to_char") && index == 1) {
      values =
          List.of("numeric", "int4", "int8", "float8", "float4").contains(types.get(0))
              ? FormatPools.NUMBER_FORMATS
              : FormatPools.DATE_FORMATS;
    }
    if (SUBJECTS.contains(call) && index == 0 && type.equals("text")) {
      values =
          List.of(
              "abcd",
              "ab",
              "aabbcc",
              "ABC abc",
              "",
              "a,b,c",
              "foo bar",
              "x1y22",
              "é日ß",
              "a\nb",
              "foobarbequebaz",
              "aaa",
              "a  b",
              "abcabc");
    }
    boolean text = Set.of("text", "name", "varchar", "bpchar").contains(type);
    if (values == null || !text) {
      return Pools.literals(type);
    }
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.add(Pools.literal(value, type)));
    all.add("NULL::" + type);
    return all;
  }
}
