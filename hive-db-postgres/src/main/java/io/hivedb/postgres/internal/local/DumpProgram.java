// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code pg_dump} of this machine.
 *
 * @param program where it lies
 * @param major its version, for example 17
 */
public record DumpProgram(Path program, int major) {

  private static final String NAME = "pg_dump";

  /** What to write: all that {@code pg_restore} can choose from later, without waiting long. */
  public static final List<String> OPTIONS =
      List.of("--format=custom", "--lock-wait-timeout=5s", "--no-password");

  private static final Pattern VERSION =
      Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+).*", Pattern.DOTALL);

  /**
   * Looks in an installation, and on the search path of the system.
   *
   * @param home a directory that holds the programs, or holds them in {@code bin}
   * @param path directories, separated as the system does it
   * @return the first
   * @throws IOException if it does not say what it is
   */
  public static Optional<DumpProgram> find(Optional<Path> home, String path) throws IOException {
    Optional<Path> program =
        Stream.concat(
                home.stream().flatMap(named -> Stream.of(named.resolve("bin"), named)),
                Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(path)
                    .map(Path::of))
            .map(directory -> Binaries.program(directory, NAME))
            .filter(Files::isExecutable)
            .findFirst();
    return program.isEmpty() ? Optional.empty() : Optional.of(ask(program.get()));
  }

  private static DumpProgram ask(Path program) throws IOException {
    String answer = Programs.output(program.toString(), "--version");
    Matcher version = VERSION.matcher(answer);
    if (!version.matches()) {
      throw new IOException(program + " --version answered [" + answer.strip() + "]");
    }
    return new DumpProgram(program, Integer.parseInt(version.group(1)));
  }

  /**
   * Writes a database.
   *
   * @param uri which one, as libpq reads it, without the password
   * @param password goes through the environment: arguments are seen by everyone
   * @throws IOException if it fails, with what it printed
   */
  public void write(String uri, String password, Path file) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(OPTIONS);
    command.add("--file=" + file);
    command.add("--dbname=" + uri);
    String ignored = Programs.output(command, Map.of("PGPASSWORD", password));
  }
}
