// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendProvider;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packed jars, as named modules and on the class path. */
@DisplayName("The packed jars")
class ModulePathIT {

  /** What the published modules need at run time; optional dependencies are left out on purpose. */
  private static final List<String> NEEDED =
      List.of(
          "hive-db-",
          "HikariCP",
          "slf4j-api",
          "zt-exec",
          "jspecify",
          "gson",
          "postgresql",
          "sqlite-jdbc",
          "error_prone_annotations",
          "junit-jupiter-api",
          "junit-jupiter-params",
          "junit-platform-commons",
          "opentest4j",
          "assertj-core",
          "byte-buddy");

  private static final Set<String> PUBLISHED =
      Set.of(
          "io.hivedb",
          "io.hivedb.junit",
          "io.hivedb.pglite",
          "io.hivedb.postgres",
          "io.hivedb.sqlite",
          "io.hivedb.tck");

  @Test
  @DisplayName("resolve as modules, and offer three providers there")
  void modulePath() throws ReflectiveOperationException {
    ModuleFinder finder = ModuleFinder.of(jars());
    Configuration configuration =
        ModuleLayer.boot().configuration().resolveAndBind(finder, ModuleFinder.of(), PUBLISHED);
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    assertThat(providersIn(layer)).containsExactly("pglite", "postgresql", "sqlite");
  }

  @Test
  @DisplayName("offer the same providers on the class path")
  void classPath() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .extracting(BackendProvider::id)
        .containsExactlyInAnyOrder("pglite", "postgresql", "sqlite");
  }

  /** By reflection: the layer has its own copy of the SPI classes. */
  private static Set<String> providersIn(ModuleLayer layer) throws ReflectiveOperationException {
    Class<?> service = layer.findLoader("io.hivedb").loadClass(BackendProvider.class.getName());
    Set<String> ids = new TreeSet<>();
    for (Object provider : ServiceLoader.load(layer, service)) {
      ids.add((String) service.getMethod("id").invoke(provider));
    }
    return ids;
  }

  private static Path[] jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> NEEDED.stream().anyMatch(path.getFileName().toString()::startsWith))
        .filter(path -> path.toString().endsWith(".jar"))
        .toArray(Path[]::new);
  }
}
