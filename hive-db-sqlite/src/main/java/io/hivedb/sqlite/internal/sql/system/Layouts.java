// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of the system relations, as PostgreSQL 18 lists them in its own catalogue. */
final class Layouts {

  private static final Map<String, List<Column>> ALL = read();

  private Layouts() {}

  /** The columns of a relation, or null where it is not known. */
  static @Nullable List<Column> of(String schema, String name) {
    return ALL.get(schema + "." + name);
  }

  private static Column column(String name, String type) {
    if (type.equals("yes_or_no")) {
      // A domain over varchar(3).
      return Column.of(name, Types.VARCHAR, 7);
    }
    PgType known = Types.byName(type);
    // Only columns that no row has are of types that are not known here.
    return Column.of(name, known == null ? Types.TEXT : known, -1);
  }

  private static Map<String, List<Column>> read() {
    Map<String, List<Column>> all = new HashMap<>();
    try (InputStream stream =
            Objects.requireNonNull(Layouts.class.getResourceAsStream("relations.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        String[] words = line.split(" ");
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
          String[] parts = words[i].split(":");
          columns.add(column(parts[0], parts[1]));
        }
        all.put(words[0], List.copyOf(columns));
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
