package dev.http2bin.http2.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.ledger.ClientView.Dependent;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The trees of RFC 7540 §5.3, and those of clients that make none. */
class PriorityTreeTest {
    private static final int A = 1;
    private static final int B = 3;
    private static final int C = 5;
    private static final int D = 7;
    private static final int E = 9;
    private static final int F = 11;

    private final PriorityTree tree = new PriorityTree();

    private void put(int id, int dependsOn) {
        tree.put(new StreamPriority(id, false, dependsOn, 16));
    }

    private void putExclusively(int id, int dependsOn) {
        tree.put(new StreamPriority(id, true, dependsOn, 16));
    }

    private String shape() {
        return shape(tree.view());
    }

    private static String shape(List<Dependent> streams) {
        return streams.stream()
                .map(each ->
                        each.streamId() + (each.dependents().isEmpty() ? "" : "(" + shape(each.dependents()) + ")"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** RFC 7540 §5.3.1, figure 3. */
    @Test
    void aNewDependentStandsBesideTheOthers() {
        put(A, 0);
        put(B, A);
        put(C, A);
        put(D, A);

        assertThat(shape()).isEqualTo("1(3 5 7)");
    }

    /** RFC 7540 §5.3.1, figure 4. */
    @Test
    void anExclusiveDependentTakesOverTheOthers() {
        put(A, 0);
        put(B, A);
        put(C, A);
        putExclusively(D, A);

        assertThat(shape()).isEqualTo("1(7(3 5))");
    }

    /** RFC 7540 §5.3.3, figure 5: A is made dependent on D, which depended on it. */
    @Test
    void aStreamThatDependsOnItsOwnDependentSwapsPlaces() {
        theTreeOfFigure5();
        put(A, D);

        assertThat(shape()).isEqualTo("7(1(3 5(9)) 11)");
    }

    @Test
    void exclusivelyTheDependentsOfTheNewParentComeToo() {
        theTreeOfFigure5();
        putExclusively(A, D);

        assertThat(shape()).isEqualTo("7(1(11 3 5(9)))");
    }

    private void theTreeOfFigure5() {
        put(A, 0);
        put(B, A);
        put(C, A);
        put(D, C);
        put(E, C);
        put(F, D);
        assertThat(shape()).isEqualTo("1(3 5(7(11) 9))");
    }

    @Test
    void aStreamDoesNotDependOnItself() {
        put(A, A);

        assertThat(shape()).isEmpty();
    }

    @Test
    void aCircleOfManyIsNone() {
        put(A, B);
        put(B, C);
        put(C, A);

        assertThat(shape()).isEqualTo("1(5(3))");
    }

    @Test
    void theFirstStreamsMakeRoom() {
        for (int id = 1; id <= 401; id += 2) {
            put(id, 0);
        }

        assertThat(tree.view())
                .hasSize(100)
                .first()
                .extracting(Dependent::streamId)
                .isEqualTo(203);
    }
}
