// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a PostgreSQL on this machine that has pgvector. Immutable. */
public final class BinariesLookup {

  /** The key of the setting that names an installation. */
  public static final String HOME = "hive.postgres.home";

  /** Asking programs what they are costs processes: once is enough for each. */
  private static final ConcurrentHashMap<Path, Known> KNOWN = new ConcurrentHashMap<>();

  private final String looked;
  private final List<Binaries> found;
  private final List<String> broken;

  private BinariesLookup(String looked, List<Binaries> found, List<String> broken) {
    this.looked = looked;
    this.found = found;
    this.broken = broken;
  }

  /**
   * Looks at the installation that is named, and nowhere else; or everywhere.
   *
   * @param home a directory that holds the programs, or holds them in {@code bin}
   * @return what was found
   */
  public static BinariesLookup find(Optional<Path> home) {
    return home.map(BinariesLookup::in).orElseGet(() -> in(Places.ofThisMachine()));
  }

  private static BinariesLookup in(Path home) {
    return among(
        HOME + " = [" + home + "]",
        Stream.of(home.resolve("bin"), home).map(path -> path.toAbsolutePath().normalize()));
  }

  static BinariesLookup in(Places places) {
    return among(places.toString(), places.directories().stream());
  }

  private static BinariesLookup among(String looked, Stream<Path> directories) {
    List<Binaries> found = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    directories
        .filter(Binaries::areIn)
        .forEach(
            directory -> {
              try {
                found.add(ask(directory));
              } catch (IOException e) {
                broken.add(directory + " does not work (" + e.getMessage() + ")");
              }
            });
    found.sort(Comparator.comparing(Binaries::version, BinariesLookup::compare).reversed());
    return new BinariesLookup(looked, List.copyOf(found), List.copyOf(broken));
  }

  private static Binaries ask(Path directory) throws IOException {
    Path server = Binaries.program(directory, "postgres");
    String stamp = Files.exists(server) ? Files.getLastModifiedTime(server).toString() : "";
    Known known = KNOWN.get(directory);
    // pgvector may be installed while this JVM runs; what is missing is asked for again.
    if (known == null
        || !known.stamp.equals(stamp)
        || known.binaries.hasVector() != Files.exists(known.binaries.vectorControl())) {
      known = new Known(stamp, Binaries.ask(directory));
      KNOWN.put(directory, known);
    }
    return known.binaries;
  }

  /** Numbers part by part: 9.6 is older than 10, and 17.10 newer than 17.9. */
  private static int compare(String one, String other) {
    String[] ones = one.split("\\D+", -1);
    String[] others = other.split("\\D+", -1);
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      int order = Integer.compare(number(ones[i]), number(others[i]));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(ones.length, others.length);
  }

  private static int number(String digits) {
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /**
   * The newest that will do.
   *
   * @return empty where there is none; see {@link #missing()}
   */
  public Optional<Binaries> newest() {
    return usable().findFirst();
  }

  /** The newest of a major version. */
  Optional<Binaries> newestOf(int major) {
    return usable().filter(binaries -> binaries.major() == major).findFirst();
  }

  private Stream<Binaries> usable() {
    return found.stream().filter(Binaries::isNewEnough).filter(Binaries::hasVector);
  }

  /**
   * Says that nothing will do, what is there instead, and where was looked.
   *
   * @return a phrase
   */
  public String missing() {
    String seen =
        Stream.concat(found.stream().map(BinariesLookup::lack), broken.stream())
            .collect(Collectors.joining(", "));
    return "no PostgreSQL "
        + Binaries.OLDEST
        + " or newer with pgvector is installed here: "
        + (seen.isEmpty() ? "none at all found" : seen)
        + " (looked at "
        + looked
        + ")";
  }

  private static String lack(Binaries binaries) {
    return binaries
        + (binaries.isNewEnough() ? "" : " is too old")
        + (binaries.hasVector()
            ? ""
            : " has no pgvector ([" + binaries.vectorControl() + "] is not there)");
  }

  /**
   * Says how to get what is missing: a command for each system, with the version that is there.
   *
   * @return sentences
   */
  public String remedy() {
    int major = found.stream().mapToInt(Binaries::major).max().orElse(0);
    return Packages.commands(major >= Binaries.OLDEST ? major : Packages.MAJOR)
        + " Or name an installation by "
        + HOME
        + ".";
  }

  private record Known(String stamp, Binaries binaries) {}
}
