// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zeroturnaround.exec.ProcessExecutor;

/** Finds Node.js: the program that is set, else the first on the PATH. Immutable. */
final class NodeLookup {

  private static final int LEAST = 20;
  private static final Pattern VERSION = Pattern.compile("v((\\d+)\\.\\S+)");
  private static final String REMEDY =
      "Install Node.js "
          + LEAST
          + " or newer, or name it with "
          + PgliteSettings.NODE
          + "=/path/to/node.";

  /** Asking a program for its version costs a process: once is enough for each. */
  private static final ConcurrentHashMap<String, String> VERSIONS = new ConcurrentHashMap<>();

  private final @Nullable Path program;
  private final Readiness readiness;

  private NodeLookup(@Nullable Path program, Readiness readiness) {
    this.program = program;
    this.readiness = readiness;
  }

  static NodeLookup find(Settings settings) {
    return find(settings, Objects.requireNonNullElse(System.getenv("PATH"), ""));
  }

  static NodeLookup find(Settings settings, String path) {
    Optional<Path> named = new PgliteSettings(settings).node();
    if (named.isPresent()) {
      return named
          .filter(Files::isExecutable)
          .map(NodeLookup::check)
          .orElseGet(() -> notThere(named.get()));
    }
    return onPath(path)
        .map(NodeLookup::check)
        .orElseGet(() -> missing("Node.js " + LEAST + " or newer not found on PATH"));
  }

  /** The first node in a list of folders, as the shell would take it. */
  static Optional<Path> onPath(String path) {
    List<String> names = File.separatorChar == '\\' ? List.of("node.exe") : List.of("node");
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> names.stream().flatMap(name -> pathOf(folder, name).stream()))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Optional<Path> pathOf(String folder, String name) {
    try {
      return Optional.of(Path.of(folder, name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static NodeLookup check(Path program) {
    String answer = versionOf(program);
    Matcher version = VERSION.matcher(answer);
    if (!version.matches()) {
      return missing(
          "The program " + program + " is not Node.js: --version answered [" + answer + "]");
    }
    if (Integer.parseInt(version.group(2)) < LEAST) {
      return missing(
          "Node.js "
              + version.group(1)
              + " found at "
              + program
              + ", "
              + LEAST
              + " or newer needed");
    }
    return new NodeLookup(program, Readiness.ready());
  }

  private static String versionOf(Path program) {
    try {
      String key = program + " " + Files.getLastModifiedTime(program).toMillis();
      return VERSIONS.computeIfAbsent(key, unused -> askVersion(program));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String askVersion(Path program) {
    try {
      return new ProcessExecutor(program.toString(), "--version")
          .readOutput(true)
          .timeout(10, TimeUnit.SECONDS)
          .exitValueAny()
          .execute()
          .outputUTF8()
          .strip();
    } catch (IOException | TimeoutException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  private static NodeLookup notThere(Path program) {
    return missing("Node.js not found at " + program + ", which " + PgliteSettings.NODE + " names");
  }

  private static NodeLookup missing(String what) {
    return new NodeLookup(null, Readiness.missing(what, REMEDY));
  }

  Readiness readiness() {
    return readiness;
  }

  /**
   * The program to start.
   *
   * @throws BackendNotAvailableException if there is none that will do
   */
  Path program() {
    Path found = program;
    if (found == null) {
      throw new BackendNotAvailableException(
          "The backend [pglite] is not available: "
              + readiness.missing()
              + ". "
              + readiness.remedy());
    }
    return found;
  }
}
