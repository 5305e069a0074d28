// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.junit.internal.report.HtmlPage;
import io.hivedb.junit.internal.report.MarkdownTable;
import io.hivedb.junit.internal.report.Matrix;
import io.hivedb.junit.internal.report.Run;
import io.hivedb.junit.internal.report.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the reports of several runs into one page and one table, tests × backends: {@code
 * matrix.html} and {@code matrix.md}. Where backends differ stands first.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class MatrixReport {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixReport.class);

  private MatrixReport() {}

  /**
   * Writes both files into the first folder.
   *
   * @param places folders in which {@code run-….json} lie, or such files; by default {@code
   *     target/hive-db}. Runs of one backend are one column, in which the last has the word
   * @throws IOException if a file cannot be read or written
   * @throws HiveDbConfigurationException if there is no report, or a file is none
   */
  public static void main(String... places) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String place : places.length == 0 ? new String[] {"target/hive-db"} : places) {
      paths.add(Path.of(place));
    }
    List<Run> runs = new ArrayList<>();
    for (Path path : paths) {
      runs.addAll(RunFiles.of(path));
    }
    Path first = paths.get(0).toAbsolutePath();
    Path folder = Files.isDirectory(first) ? first : first.resolveSibling("");
    Matrix matrix = Matrix.of(runs);
    write(folder.resolve("matrix.html"), HtmlPage.of(matrix));
    write(folder.resolve("matrix.md"), MarkdownTable.of(matrix));
  }

  private static void write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    LOG.info("Hive DB wrote [{}].", file);
  }
}
