// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The recorded outcomes: a line for each, name and outcome with a tab between them. */
final class RecordedProbes {

  static final String FILE = "jdbc-probes.tsv";

  private RecordedProbes() {}

  static Map<String, String> load() throws IOException {
    return load(FILE);
  }

  static Map<String, String> load(String name) throws IOException {
    Map<String, String> outcomes = new LinkedHashMap<>();
    try (InputStream file = RecordedProbes.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] parts = line.split("\t", 2);
        outcomes.put(parts[0], parts[1]);
      }
    }
    return outcomes;
  }

  static String oneLine(String outcome) {
    return outcome.replace("\n", "\\n");
  }
}
