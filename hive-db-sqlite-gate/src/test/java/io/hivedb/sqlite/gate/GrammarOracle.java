// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own parser, in a Node.js process. */
final class GrammarOracle implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final Gson gson = new Gson();

  GrammarOracle(Path directory, String module) throws IOException {
    process =
        new ProcessBuilder("node", "oracle.js", module)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** What the grammar says of each statement. */
  List<JsonObject> parse(List<String> statements) throws IOException {
    List<JsonObject> results = new ArrayList<>();
    for (String sql : statements) {
      questions.write(gson.toJson(sql));
      questions.newLine();
      questions.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("The grammar's process ended at: " + sql);
      }
      results.add(JsonParser.parseString(line).getAsJsonObject());
    }
    return results;
  }

  @Override
  public void close() throws IOException {
    try (questions) {
      answers.close();
    } finally {
      process.destroy();
    }
  }
}
