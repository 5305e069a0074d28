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
record Report(String name, List<Row> rows, List<String> environment) {

  /** What people wrote below this line stays when the page is made anew. */
  private static final String NOTES = "\n## Notes\n";

  String table() {
    return rows.stream()
        .map(Row::cells)
        .collect(
            Collectors.joining(
                "\n",
                "| what | ours | peer | ratio | bar | met |\n|---|---|---|---|---|---|\n",
                "\n"));
  }

  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path page = directory.resolve(name + ".md");
    Files.writeString(page, page() + notes(page));
  }

  private static String notes(Path page) throws IOException {
    String old = Files.exists(page) ? Files.readString(page) : "";
    int notes = old.indexOf(NOTES);
    return notes < 0 ? "" : old.substring(notes);
  }

  private String page() {
    return """
        # Benchmark: %s

        Made by `hive-db-benchmarks/run.sh %s` on %s: %d processors, JDK %s, %s.
        Medians; ours and the peer's in turn within one run. Machines differ: the ratio is what to read.
        %s
        %s"""
        .formatted(
            name,
            name,
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            environment.stream().map(line -> line + "\n").collect(Collectors.joining()),
            table());
  }
}
