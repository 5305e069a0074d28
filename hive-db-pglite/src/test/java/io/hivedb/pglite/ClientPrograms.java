// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.tck.Requirement;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.zeroturnaround.exec.ProcessExecutor;

/** PostgreSQL's own client programs, where the machine has them. */
final class ClientPrograms {

  /** Names a PostgreSQL that is not where such things usually are. */
  private static final String HOME_VARIABLE = "HIVE_TEST_POSTGRES_HOME";

  private ClientPrograms() {}

  /** Where a program lies; without it the test is skipped, or fails where PGlite is required. */
  static Path find(String name) {
    Optional<Path> found =
        folders().map(f -> f.resolve(name)).filter(Files::isExecutable).findFirst();
    Requirement.check(
        "pglite",
        found.isPresent(),
        "there is no [" + name + "] in $" + HOME_VARIABLE + "/bin or on the PATH");
    return found.orElseThrow();
  }

  private static Stream<Path> folders() {
    Stream<Path> home =
        Optional.ofNullable(System.getenv(HOME_VARIABLE)).map(h -> Path.of(h, "bin")).stream();
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
        home,
        Arrays.stream(path.split(File.pathSeparator, -1)).filter(p -> !p.isEmpty()).map(Path::of));
  }

  /** A program, connected to a database: the password in its environment, nothing of the user's. */
  static ProcessExecutor executor(BackendDatabase database, String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(find(name).toString()));
    command.addAll(List.of(arguments));
    return new ProcessExecutor(command)
        .environment(environment(database.connection()))
        .redirectErrorStream(true)
        .readOutput(true)
        .timeout(100, TimeUnit.SECONDS);
  }

  private static Map<String, String> environment(ConnectionInfo info) {
    URI uri = URI.create(info.jdbcUrl().substring("jdbc:".length()));
    return Map.of(
        "PGHOST", uri.getHost(),
        "PGPORT", String.valueOf(uri.getPort()),
        "PGDATABASE", uri.getPath().substring(1),
        "PGUSER", info.username(),
        "PGPASSWORD", info.password(),
        "LC_ALL", "C");
  }
}
