// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs of others that run.sh fetched. */
record Peers(Path root) {

  private static final String MODULES =
      "hive-db-benchmarks/src/main/peers/node_modules/@electric-sql/";

  /** pglite-socket as shipped, without pgvector: its extension would only make it slower. */
  double pgliteSocketStart() {
    long begin = System.nanoTime();
    try (PgliteSocket server = PgliteSocket.start(script());
        Connection connection = server.connect()) {
      Starts.ask(connection, "select 1");
      return Starts.since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("pglite-socket failed", e);
    }
  }

  /** pglite-socket as shipped, with pgvector, for one connection: it serves more wrongly. */
  PgliteSocket pgliteSocketWithVector() {
    return PgliteSocket.start(script(), "--extensions=@electric-sql/pglite-pgvector:vector");
  }

  /** The version of an npm package that run.sh fetched. */
  String version(String name) throws IOException {
    String json = Files.readString(root.resolve(MODULES).resolve(name).resolve("package.json"));
    Matcher version = Pattern.compile("\"version\":\\s*\"([^\"]+)\"").matcher(json);
    return version.find() ? version.group(1) : "?";
  }

  private Path script() {
    return root.resolve(MODULES).resolve("pglite-socket/dist/scripts/server.js");
  }
}
