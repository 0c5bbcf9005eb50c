//! Documents as a program of an office writes them.

/// A document (PDF) of one page, on which stands what is `seen`.
#[must_use]
pub fn document(seen: &str) -> Vec<u8> {
    let page = format!("BT /F1 12 Tf 20 50 Td ({seen}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    written(&objects.map(String::into_bytes), "/Root 1 0 R")
}

/// A document of these objects, the first of which is number 1. Its table of them is empty, as of one that has to be mended.
#[must_use]
pub fn written(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    file.extend(format!("trailer\n<<{trailer}>>\nstartxref\n0\n%%EOF\n").bytes());
    file
}
