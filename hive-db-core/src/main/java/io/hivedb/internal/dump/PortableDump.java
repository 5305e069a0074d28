// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A database as one SQL script: what is there as this connection sees it, and in the header, by
 * name, what is not in the script.
 */
public final class PortableDump {

  private PortableDump() {}

  /**
   * Writes the script.
   *
   * @param connection reads the database in a transaction, which the caller ends by a rollback
   * @param backend named in the header
   * @param file the script, which must not exist
   * @throws SQLException if the database cannot be read
   * @throws IOException if the file cannot be written
   */
  public static void write(Connection connection, String backend, Path file)
      throws SQLException, IOException {
    Path body = Files.createTempFile(file.toAbsolutePath().getParent(), ".dump", ".sql");
    try {
      Reader reader = new Reader(connection);
      LeftOut leftOut = new LeftOut();
      // For this transaction: the catalogue then writes names with their schema.
      reader.text("SELECT set_config('search_path', 'pg_catalog', true)");
      try (Writer writer = Files.newBufferedWriter(body)) {
        parts(reader, new Script(writer), leftOut);
      }
      join(leftOut.header(backend), body, file);
    } finally {
      Files.deleteIfExists(body);
    }
  }

  private static void parts(Reader reader, Script script, LeftOut leftOut)
      throws SQLException, IOException {
    leftOut.find(reader);
    Serials serials = Serials.read(reader);
    Definitions definitions = new Definitions(reader, script, leftOut, serials);
    definitions.beforeTables();
    List<Table> tables = new Tables(reader, script, leftOut, serials).create();
    for (Table table : tables) {
      new TableData(reader, script).insert(table);
    }
    definitions.afterTables();
  }

  private static void join(String header, Path body, Path file) throws IOException {
    Files.writeString(file, header, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    try (var whole = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      Files.copy(body, whole);
    }
  }
}
