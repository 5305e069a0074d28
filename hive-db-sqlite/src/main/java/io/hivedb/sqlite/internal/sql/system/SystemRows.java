// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a relation of the system has in every database, as PostgreSQL 18 has them: a file
 * for each relation, recorded by the test {@code SystemRowsRecordingIT} and read when a query asks
 * for them. The first line names the columns; then each line is a row, an array of JSON; those
 * after an empty line are pgvector's.
 */
final class SystemRows {

  private static final Map<String, SoftReference<SystemRows>> READ = new ConcurrentHashMap<>();

  private final List<String> columns;
  private final List<String> system;
  private final List<String> vector;

  /** Rows of columns, each an array of JSON. */
  SystemRows(List<String> columns, List<String> system, List<String> vector) {
    this.columns = columns;
    this.system = system;
    this.vector = vector;
  }

  /** Those of a relation, which is written with its schema; null where none are recorded. */
  static @Nullable SystemRows of(String relation) {
    SoftReference<SystemRows> reference = READ.get(relation);
    SystemRows known = reference == null ? null : reference.get();
    if (known == null) {
      known = read(relation);
      if (known != null) {
        READ.put(relation, new SoftReference<>(known));
      }
    }
    return known;
  }

  private static @Nullable SystemRows read(String relation) {
    try (InputStream packed = SystemRows.class.getResourceAsStream("rows/" + relation + ".gz")) {
      if (packed == null) {
        return null;
      }
      byte[] text = new GZIPInputStream(packed).readAllBytes();
      return parse(new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #text} gives. */
  static SystemRows parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    int end = lines.indexOf("");
    List<String> columns = List.of(lines.get(0).split(" "));
    List<String> others = lines.subList(end + 1, lines.size() - 1);
    return new SystemRows(columns, lines.subList(1, end), others);
  }

  /** The text of the file. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(" ", columns));
    lines.addAll(system);
    lines.add("");
    lines.addAll(vector);
    return String.join("\n", lines) + "\n";
  }

  /** The columns. */
  List<String> columns() {
    return columns;
  }

  /** The rows, each an array of JSON. */
  List<String> rows(boolean withVector) {
    List<String> rows = new ArrayList<>(system);
    if (withVector) {
      rows.addAll(vector);
    }
    return rows;
  }

  /** The system's rows, or pgvector's. */
  List<String> lines(boolean ofVector) {
    return ofVector ? vector : system;
  }

  /** Whether there are rows of pgvector's. */
  boolean hasVector() {
    return !vector.isEmpty();
  }
}
