// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import io.hivedb.HiveDbException;
import io.hivedb.internal.cache.CacheRoot;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates in the user's cache directory, a folder each by the hash of what led to them. What
 * cannot be read is made anew, and what cannot be written is not kept: both are logged, and the
 * database is right in any case. Safe between threads and processes.
 */
public final class TemplateStore {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateStore.class);

  private final TemplateSettings settings;
  private @Nullable Path root;

  private TemplateStore(TemplateSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads the settings; touches no file.
   *
   * @param settings the settings
   * @return empty where nothing shall be kept
   * @throws io.hivedb.HiveDbConfigurationException if a setting is wrong
   */
  public static Optional<TemplateStore> of(Settings settings) {
    return TemplateSettings.of(settings).map(TemplateStore::new);
  }

  /**
   * Loads a state, or makes and keeps it; whoever wants the same meanwhile, waits for it.
   *
   * @param key what led to it, in hexadecimal digits
   * @param server loads and saves
   * @param maker makes the state
   * @return the state; the caller closes it
   * @throws HiveDbException if the maker fails, or the folder that the user named cannot be used
   */
  public @Nullable BackendSnapshot get(
      String key, BackendServer server, Supplier<@Nullable BackendSnapshot> maker) {
    Optional<Path> folder = root();
    if (folder.isEmpty()) {
      return maker.get();
    }
    TemplateEntry entry = new TemplateEntry(folder.get(), key);
    BackendSnapshot kept =
        TemplateLock.shared(folder.get(), key, () -> loaded(entry, server, false));
    return kept != null
        ? kept
        : TemplateLock.exclusive(
            folder.get(),
            key,
            () -> {
              BackendSnapshot others = loaded(entry, server, true);
              return others != null ? others : made(entry, server, maker);
            });
  }

  /**
   * Looks for a state that is kept.
   *
   * @param key what led to it, in hexadecimal digits
   * @return its folder, whose files are whole; empty where there is none, or it cannot be used
   */
  public Optional<Path> find(String key) {
    return root()
        .flatMap(
            folder -> {
              TemplateEntry entry = new TemplateEntry(folder, key);
              return TemplateLock.shared(folder, key, () -> checked(entry));
            });
  }

  /** Who loads it says what is wrong. */
  private static Optional<Path> checked(TemplateEntry entry) {
    try {
      return entry.exists() ? Optional.of(entry.checked()) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.debug("The template {} is damaged", entry, e);
      return Optional.empty();
    }
  }

  private @Nullable BackendSnapshot made(
      TemplateEntry entry, BackendServer server, Supplier<@Nullable BackendSnapshot> maker) {
    BackendSnapshot made = maker.get();
    if (made != null) {
      keep(entry, server, made);
    }
    return made;
  }

  private static @Nullable BackendSnapshot loaded(
      TemplateEntry entry, BackendServer server, boolean told) {
    if (!entry.exists()) {
      return null;
    }
    try {
      return server.load(entry.checked());
    } catch (IOException | RuntimeException e) {
      // Another process may be mending it: only who is alone says so.
      if (told) {
        LOG.warn("The template {} cannot be used and is made anew: {}", entry, e.toString());
      }
      return null;
    }
  }

  private void keep(TemplateEntry entry, BackendServer server, BackendSnapshot made) {
    try {
      entry.write(settings.bytes(), directory -> server.save(made, directory));
      new TemplateRoom(entry.root()).keepWithin(settings.bytes(), entry);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The template {} is not kept for the next run: {}", entry, e.toString());
    }
  }

  private synchronized Optional<Path> root() {
    if (root == null) {
      try {
        root = CacheRoot.find(TemplateSettings.DIRECTORY, settings.directory());
        root = TemplateEntry.folderIn(root);
      } catch (IOException | HiveDbException e) {
        if (settings.directory().isPresent() && e instanceof HiveDbException named) {
          throw named;
        }
        LOG.warn("No templates are kept for the next run: {}", e.toString());
        return Optional.empty();
      }
    }
    return Optional.ofNullable(root);
  }
}
