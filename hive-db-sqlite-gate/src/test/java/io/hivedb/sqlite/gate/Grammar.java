// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import com.google.gson.JsonObject;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares our parser with the oracle. */
final class Grammar {

  private Grammar() {}

  /** The statements that are accepted, refused or grouped otherwise, with both views. */
  static List<String> differences(GrammarOracle oracle, List<String> statements)
      throws IOException {
    List<String> different = new ArrayList<>();
    List<JsonObject> truths = oracle.parse(statements);
    for (int i = 0; i < statements.size(); i++) {
      String sql = statements.get(i);
      String truth = shown(truths.get(i));
      String ours = ours(sql);
      if (!ours.equals("refused") && !ours.equals(truth)) {
        different.add(sql + "\n  PostgreSQL " + truth + "\n  ours       " + ours);
      }
    }
    return different;
  }

  private static String shown(JsonObject truth) {
    if (truth.has("error")) {
      return "error at " + truth.get("position").getAsInt();
    }
    Map<Integer, List<Integer>> spans = new TreeMap<>();
    truth
        .getAsJsonObject("spans")
        .entrySet()
        .forEach(
            e ->
                spans.put(
                    Integer.valueOf(e.getKey()),
                    List.of(
                        e.getValue().getAsJsonArray().get(0).getAsInt(),
                        e.getValue().getAsJsonArray().get(1).getAsInt())));
    return spans.toString();
  }

  private static String ours(String sql) {
    try {
      List<ParsedStatement> parsed = Parser.parse(sql);
      return Spans.of(sql, parsed).toString();
    } catch (PgException e) {
      return e.feature() != null ? "refused" : "error at " + Math.max(0, e.position());
    }
  }
}
