package io.frametag.files;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the enumerator remembers, whatever the number of files.
 *
 * @param inputs the input paths, one a line: a checkpoint's position says nothing about others
 * @param position behind the last split that was handed out
 * @param files that have been handed out, counted where they begin
 * @param bytes of what has been handed out
 * @param ignored files up to the position that nothing is read from
 * @param returned splits of readers that failed, to be handed out again
 * @param problem why a checkpoint's progress cannot be read, as a sentence, and then the rest says nothing; usually null
 */
record FilesProgress(
        String inputs,
        ListingPosition position,
        long files,
        long bytes,
        long ignored,
        List<FileSplit> returned,
        String problem) {
    FilesProgress {
        returned = List.copyOf(returned);
    }

    FilesProgress(
            String inputs, ListingPosition position, long files, long bytes, long ignored, List<FileSplit> returned) {
        this(inputs, position, files, bytes, ignored, returned, null);
    }

    /** Stands for one that cannot be read. */
    static FilesProgress unreadable(String problem) {
        return new FilesProgress("", ListingPosition.START, 0, 0, 0, List.of(), problem);
    }

    static FilesProgress start(List<InputPath> inputs) {
        return new FilesProgress(nameOf(inputs), ListingPosition.START, 0, 0, 0, List.of());
    }

    static String nameOf(List<InputPath> inputs) {
        return inputs.stream().map(InputPath::toString).collect(Collectors.joining("\n"));
    }

    FilesProgress withReturned(List<FileSplit> splits) {
        return new FilesProgress(inputs, position, files, bytes, ignored, splits);
    }
}
