// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendProvider;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * The providers on the class path, each loaded on its own: a broken one does not hide the others.
 */
final class Providers {

  /** A provider file that fails again and again must not loop for ever. */
  private static final int MOST_PROBLEMS = 100;

  private final List<BackendProvider> usable;
  private final List<String> problems;

  private Providers(List<BackendProvider> usable, List<String> problems) {
    this.usable = List.copyOf(usable);
    this.problems = List.copyOf(problems);
  }

  static Providers load(ClassLoader loader) {
    return load(ServiceLoader.load(BackendProvider.class, loader).iterator());
  }

  static Providers load(Iterator<BackendProvider> found) {
    List<BackendProvider> usable = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    while (problems.size() < MOST_PROBLEMS) {
      try {
        if (!found.hasNext()) {
          break;
        }
        sort(found.next(), usable, problems);
      } catch (ServiceConfigurationError | LinkageError e) {
        problems.add("A provider could not be loaded: " + e.getMessage());
      }
    }
    problems.forEach(
        problem ->
            LoggerFactory.getLogger(Providers.class)
                .warn("Hive DB leaves a backend out. {}", problem));
    checkUnique(usable);
    usable.sort(Comparator.comparingInt(BackendProvider::order).thenComparing(BackendProvider::id));
    return new Providers(usable, problems);
  }

  private static void sort(
      BackendProvider provider, List<BackendProvider> usable, List<String> problems) {
    if (provider.spiLevel() == BackendProvider.SPI_LEVEL) {
      usable.add(provider);
    } else {
      problems.add(levelMismatch(provider));
    }
  }

  private static String levelMismatch(BackendProvider provider) {
    return "The backend ["
        + provider.id()
        + "] from "
        + place(provider)
        + " was made for SPI level "
        + provider.spiLevel()
        + ", but this hive-db-core has level "
        + BackendProvider.SPI_LEVEL
        + ". Use the same version of hive-db-core and "
        + provider.artifact()
        + "; importing io.hivedb:hive-db-bom does that.";
  }

  private static void checkUnique(List<BackendProvider> providers) {
    Map<String, BackendProvider> byId = new LinkedHashMap<>();
    for (BackendProvider provider : providers) {
      BackendProvider other = byId.putIfAbsent(provider.id(), provider);
      if (other != null) {
        throw new HiveDbConfigurationException(
            "Two providers have the id ["
                + provider.id()
                + "]: "
                + describe(other)
                + " and "
                + describe(provider)
                + ". Remove one of the two jars from the class path.");
      }
    }
  }

  private static String describe(BackendProvider provider) {
    return provider.getClass().getName() + " from " + place(provider);
  }

  private static String place(BackendProvider provider) {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    return source == null ? "an unknown place" : String.valueOf(source.getLocation());
  }

  /** All that can be asked, in the order of {@code auto}; never empty. */
  List<BackendProvider> all() {
    if (usable.isEmpty()) {
      throw new BackendNotAvailableException(
          "No Hive DB backend is on the class path. Add one of the dependencies"
              + " io.hivedb:hive-db-pglite (needs Node.js 20), io.hivedb:hive-db-postgres (needs"
              + " Docker or a server) or io.hivedb:hive-db-sqlite (needs nothing), in the version of"
              + " hive-db-core."
              + (problems.isEmpty()
                  ? ""
                  : " Found, but not usable: " + String.join(" ", problems)));
    }
    return usable;
  }

  Optional<BackendProvider> find(String id) {
    return all().stream()
        .filter(provider -> provider.id().equals(id) || provider.aliases().contains(id))
        .findFirst();
  }

  String ids() {
    return all().stream().map(BackendProvider::id).collect(Collectors.joining(", "));
  }

  /** What was found but cannot be used, as sentences; empty where all is well. */
  List<String> problems() {
    return problems;
  }
}
