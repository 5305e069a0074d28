// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recorded corpora of hive-db-sqlite's tests. */
final class Corpus {

  static final List<String> NAMES =
      List.of(
          "portable-corpus.json",
          "types-corpus.json",
          "library-corpus.json",
          "features-corpus.json",
          "vectors-corpus.json",
          "objects-corpus.json",
          "functions-corpus.json",
          "shop-corpus.json",
          "mixed-corpus.json",
          "staff-corpus.json",
          "records-corpus.json",
          "alterations-corpus.json",
          "applications-corpus.json",
          "migrations-corpus.json",
          "schemas-corpus.json",
          "accounts-corpus.json",
          "ranges-corpus.json",
          "expressions-corpus.json",
          "warehouse-corpus.json",
          "invoices-corpus.json",
          "keys-corpus.json",
          "changed-views-corpus.json",
          "comments-corpus.json",
          "assorted-corpus.json",
          "times-corpus.json",
          "texts-corpus.json");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("'(?:[^']|'')*'|\\$\\$.*?\\$\\$|--[^\\n]*|\\?\\??", Pattern.DOTALL);

  /** A statement, its parameters as texts, and what was recorded. */
  record Entry(String sql, List<String> parameters, JsonObject recorded) {}

  private Corpus() {}

  static List<Entry> read(String corpus) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(Corpus.class.getResourceAsStream("/" + corpus))) {
      List<Entry> entries = new ArrayList<>();
      for (JsonElement element :
          JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
              .getAsJsonArray()) {
        JsonObject entry = element.getAsJsonObject();
        JsonObject recorded = entry.has("expect") ? entry.getAsJsonObject("expect") : entry;
        entries.add(new Entry(entry.get("sql").getAsString(), parameters(entry), recorded));
      }
      return entries;
    }
  }

  private static List<String> parameters(JsonObject entry) {
    List<String> values = new ArrayList<>();
    if (entry.get("params") instanceof JsonArray array) {
      for (JsonElement value : array) {
        values.add(value instanceof JsonArray list ? arrayText(list) : value.getAsString());
      }
    }
    return values;
  }

  private static String arrayText(JsonArray array) {
    StringJoiner text = new StringJoiner(",", "{", "}");
    array.forEach(element -> text.add(element.getAsString()));
    return text.toString();
  }

  /** JDBC's question marks as PostgreSQL's parameters. */
  static String numbered(String sql) {
    int[] number = {0};
    return PLACEHOLDER.matcher(sql).replaceAll(match -> parameter(match, number));
  }

  private static String parameter(MatchResult match, int[] number) {
    return switch (match.group()) {
      case "?" -> Matcher.quoteReplacement("$" + ++number[0]);
      case "??" -> "?";
      default -> Matcher.quoteReplacement(match.group());
    };
  }
}
