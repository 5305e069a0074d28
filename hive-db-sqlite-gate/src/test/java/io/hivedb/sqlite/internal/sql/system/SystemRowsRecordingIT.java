// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.tck.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rows of the system's relations are what PostgreSQL has in a database without objects. {@code
 * -Dhive.docs.write=true} writes them anew.
 */
class SystemRowsRecordingIT {

  private static final Path FILES =
      Path.of("../hive-db-sqlite/src/main/resources/io/hivedb/sqlite/internal/sql/system/rows");

  @BeforeAll
  static void requireNode() throws InterruptedException {
    boolean found;
    try {
      Process process = new ProcessBuilder("node", "--version").start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      found = process.waitFor() == 0;
    } catch (IOException e) {
      found = false;
    }
    Requirement.check("sqlite", found, "there is no Node.js to run PostgreSQL in");
  }

  @Test
  void areThoseOfPostgres() throws SQLException, IOException {
    Map<String, SystemRows> recorded = record();
    if (Boolean.getBoolean("hive.docs.write")) {
      for (Map.Entry<String, SystemRows> one : recorded.entrySet()) {
        write(one.getKey(), one.getValue());
      }
    }
    for (Map.Entry<String, SystemRows> one : recorded.entrySet()) {
      SystemRows shipped = SystemRows.parse(shipped(one.getKey()));
      assertThat(shipped.columns()).as(one.getKey()).isEqualTo(one.getValue().columns());
      assertThat(shipped.rows(true))
          .as(one.getKey())
          .containsExactlyInAnyOrderElementsOf(one.getValue().rows(true));
    }
  }

  private static String shipped(String relation) throws IOException {
    byte[] packed = Files.readAllBytes(FILES.resolve(relation + ".gz"));
    try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(String relation, SystemRows rows) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new SmallGzip(packed)) {
      out.write(rows.text().getBytes(StandardCharsets.UTF_8));
    }
    Files.createDirectories(FILES);
    Files.write(FILES.resolve(relation + ".gz"), packed.toByteArray());
  }

  private static final class SmallGzip extends GZIPOutputStream {
    SmallGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(9);
    }
  }

  /** What a database has, and what of it goes with the extension vector. */
  private static Map<String, SystemRows> record() throws SQLException {
    Map<String, SystemRows> recorded = new HashMap<>();
    try (HiveDb db = HiveDb.start(config -> config.backend("pglite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, List<String>> all = new HashMap<>();
      RecordedRelation relation = new RecordedRelation(statement);
      for (String name : RecordedRelation.NAMES) {
        all.put(name, relation.rows(name));
      }
      statement.execute("DROP EXTENSION vector");
      for (String name : RecordedRelation.NAMES) {
        Set<String> system = new HashSet<>(relation.rows(name));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (String row : Objects.requireNonNull(all.get(name))) {
          (system.contains(row) ? first : second).add(row);
        }
        recorded.put(name, new SystemRows(RecordedRelation.columns(name), first, second));
      }
    }
    return recorded;
  }
}
