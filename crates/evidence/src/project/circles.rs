//! Which things of a list lie in a circle of references.

/// The indices of those that a way along `next` leads back to, in ascending order: each thing once,
/// however many ways there are. It takes as long as there are references.
pub(super) fn circles(next: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        next,
        order: vec![None; next.len()],
        low: vec![0; next.len()],
        open: Vec::new(),
        is_open: vec![false; next.len()],
    };
    let mut out = Vec::new();
    let mut count = 0;
    for start in 0..next.len() {
        if search.order.get(start) == Some(&None) {
            search.from(start, &mut count, &mut out);
        }
    }
    out.sort_unstable();
    out
}

/// Tarjan's search for strongly connected components (SIAM Journal on Computing 1, 1972), with a
/// stack of its own: a chain may be a hundred thousand long.
struct Search<'n> {
    next: &'n [Vec<usize>],
    /// When each was come upon.
    order: Vec<Option<usize>>,
    /// The earliest that each leads back to.
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
}

impl Search<'_> {
    fn from(&mut self, start: usize, count: &mut usize, out: &mut Vec<usize>) {
        // A thing, and how many of its references have been followed.
        let mut way = vec![(start, 0_usize)];
        while let Some((at, followed)) = way.pop() {
            if followed == 0 {
                self.order[at] = Some(*count);
                self.low[at] = *count;
                *count += 1;
                self.open.push(at);
                self.is_open[at] = true;
            }
            if let Some(&to) = self.next[at].get(followed) {
                way.push((at, followed + 1));
                match self.order[to] {
                    None => way.push((to, 0)),
                    Some(order) if self.is_open[to] => self.low[at] = self.low[at].min(order),
                    Some(_) => {}
                }
                continue;
            }
            if self.order[at] == Some(self.low[at]) {
                self.close(at, out);
            }
            if let Some((above, _)) = way.last() {
                self.low[*above] = self.low[*above].min(self.low[at]);
            }
        }
    }

    /// What was come upon since `root` hangs together with it.
    fn close(&mut self, root: usize, out: &mut Vec<usize>) {
        let from = self.open.iter().rposition(|i| *i == root).unwrap_or(0);
        let members = self.open.split_off(from);
        members.iter().for_each(|i| self.is_open[*i] = false);
        if members.len() > 1 || self.next[root].contains(&root) {
            out.extend(members);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_to_itself_is_in_a_circle() {
        // 0 and 1 refer to each other; 2 to that circle; 3 to itself; 4 to nothing; 5, 6, 7 in a
        // ring, 8 from it.
        let next = vec![
            vec![1],
            vec![0],
            vec![0, 3],
            vec![3],
            vec![],
            vec![6],
            vec![7],
            vec![5, 8],
            vec![],
        ];
        assert_eq!(circles(&next), [0, 1, 3, 5, 6, 7]);
        assert!(circles(&[vec![1, 2], vec![3], vec![3], vec![]]).is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let n = 200_000;
        let mut next: Vec<Vec<usize>> =
            (0..n).map(|i| if i + 1 < n { vec![i + 1] } else { Vec::new() }).collect();
        assert!(circles(&next).is_empty());
        next[n - 1].push(0);
        assert_eq!(circles(&next).len(), n);
    }
}
