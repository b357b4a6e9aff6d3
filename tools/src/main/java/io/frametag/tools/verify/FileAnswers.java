package io.frametag.tools.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run made of inputs in files: an {@link Answer} for each ordinal of each file that has one. A file takes 24 bytes in a table
 * that is up to three quarters full, in which there is room for the answers of its first {@value #INLINE} inputs; one with more takes
 * half a byte for each besides. Names are not kept: whoever lists the inputs has them.
 *
 * <p>Not thread-safe.
 */
final class FileAnswers {
    /** What is not there. */
    static final int NO_FILE = -1;

    private static final int INLINE = 15;
    private static final long VISITED = 1L << 60;
    private static final long MANY = 1L << 61;
    private static final long TAKEN = 1L << 62;
    private static final long ANSWERS = VISITED - 1;
    private static final int BYTES_A_FILE = 3 * Long.BYTES;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final MemoryBudget budget;
    private final List<OrdinalAnswers> large = new ArrayList<>();
    private long[] high = {};
    private long[] low = {};
    /** The answers, or in {@link #large} where they are; and the three bits. */
    private long[] cells = {};

    private int files;

    FileAnswers(MemoryBudget budget) {
        this.budget = budget;
    }

    /** @throws VerificationException if the budget is used up */
    void record(FileName file, long ordinal, Outcome.Kind kind) throws VerificationException {
        if (files >= capacity() / 4 * 3) {
            grow();
        }
        int slot = slot(file);
        if (cells[slot] == 0) {
            high[slot] = file.high();
            low[slot] = file.low();
            cells[slot] = TAKEN;
            files++;
        }
        if ((cells[slot] & MANY) == 0 && ordinal < INLINE) {
            Answer answer = OrdinalAnswers.answer(cells[slot], (int) ordinal).and(kind);
            cells[slot] = OrdinalAnswers.with(cells[slot], (int) ordinal, answer);
            return;
        }
        if ((cells[slot] & MANY) == 0) {
            moveOut(slot);
        }
        answers(slot).record(ordinal, kind);
    }

    private void moveOut(int slot) throws VerificationException {
        OrdinalAnswers moved = new OrdinalAnswers(budget);
        for (int ordinal = 0; ordinal < INLINE; ordinal++) {
            Answer answer = OrdinalAnswers.answer(cells[slot], ordinal);
            if (answer != Answer.NONE) {
                moved.put(ordinal, answer);
            }
        }
        cells[slot] = TAKEN | MANY | (cells[slot] & VISITED) | large.size();
        large.add(moved);
    }

    private OrdinalAnswers answers(int slot) {
        return large.get((int) (cells[slot] & ANSWERS));
    }

    /** @return where the file's answers are; {@link #NO_FILE} if it has none */
    int find(FileName file) {
        if (files == 0) {
            return NO_FILE;
        }
        int slot = slot(file);
        return cells[slot] == 0 ? NO_FILE : slot;
    }

    /** @param slot as {@link #find} gave it, with nothing recorded since; {@link #NO_FILE}, too */
    Answer answer(int slot, long ordinal) {
        if (slot == NO_FILE) {
            return Answer.NONE;
        }
        if ((cells[slot] & MANY) != 0) {
            return answers(slot).answer(ordinal);
        }
        return ordinal < INLINE ? OrdinalAnswers.answer(cells[slot], (int) ordinal) : Answer.NONE;
    }

    /** @return one more than the highest ordinal that there could be an answer of */
    long size(int slot) {
        return slot == NO_FILE ? 0 : (cells[slot] & MANY) != 0 ? answers(slot).size() : INLINE;
    }

    /** Notes that there is such a file. */
    void visit(int slot) {
        if (slot != NO_FILE) {
            cells[slot] |= VISITED;
        }
    }

    /** @return how many inputs have an answer that are in files which nobody visited */
    long answeredElsewhere() {
        long answered = 0;
        for (int slot = 0; slot < cells.length; slot++) {
            if (cells[slot] != 0 && (cells[slot] & VISITED) == 0) {
                for (long ordinal = 0; ordinal < size(slot); ordinal++) {
                    answered += answer(slot, ordinal) == Answer.NONE ? 0 : 1;
                }
            }
        }
        return answered;
    }

    private int capacity() {
        return cells.length;
    }

    /** @return of the file, or a free one */
    private int slot(FileName file) {
        int mask = capacity() - 1;
        int slot = (int) file.low() & mask;
        while (cells[slot] != 0 && (high[slot] != file.high() || low[slot] != file.low())) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() throws VerificationException {
        if (capacity() == 1 << 30) {
            throw new VerificationException(
                    "A run answers more than 800 million files: name fewer with --input-files.");
        }
        int larger = Math.max(FIRST_CAPACITY, capacity() * 2);
        budget.take((long) (larger - capacity()) * BYTES_A_FILE);
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldCells = cells;
        high = new long[larger];
        low = new long[larger];
        cells = new long[larger];
        for (int old = 0; old < oldCells.length; old++) {
            if (oldCells[old] != 0) {
                int slot = slot(new FileName(oldHigh[old], oldLow[old]));
                high[slot] = oldHigh[old];
                low[slot] = oldLow[old];
                cells[slot] = oldCells[old];
            }
        }
    }
}
