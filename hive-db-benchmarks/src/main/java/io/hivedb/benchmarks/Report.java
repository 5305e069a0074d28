// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a benchmark as a Markdown page. */
record Report(String name, List<Row> rows) {

  String table() {
    return rows.stream()
        .map(Row::cells)
        .collect(
            Collectors.joining(
                "\n",
                "| what | ours, ms | peer, ms | ratio | bar | met |\n|---|---|---|---|---|---|\n",
                "\n"));
  }

  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".md"), page());
  }

  private String page() {
    return """
        # Benchmark: %s

        Made by `hive-db-benchmarks/run.sh %s` on %s: %d processors, JDK %s, %s.
        Medians; ours and the peer's in turn within one run. Machines differ: the ratio is what to read.

        %s"""
        .formatted(
            name,
            name,
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            table());
  }
}
