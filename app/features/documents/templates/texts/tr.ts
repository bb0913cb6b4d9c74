import type { TemplateTexts } from './texts';

export const tr: TemplateTexts = {
  strategy: [
    {
      title: 'Sade bir dille özet',
      guidance: 'Neyin, kimin için ve ne zamana kadar değişeceğini bir sayfada anlatın; en son yazın, en önce çevirin.',
      tables: [{ header: ['Temel sayı', 'Değer', 'Yıl'] }],
    },
    {
      title: 'Görev ve kapsam',
      guidance: 'Bu stratejiyi kimin istediğini, hangi bölgeyi ve yılları kapsadığını ve neyi bilerek dışarıda bıraktığını belirtin.',
      tables: [{ header: ['', 'Bu stratejide'], rows: ['Görev', 'Bölge', 'Dönem', 'Bilerek dışarıda bırakılan'] }],
    },
    {
      title: 'Yerimiz ve insanlarımız',
      guidance:
        'Yerleşikleri ve yeni gelenleri tarihli kamu verileriyle tanıtın; bir kişiyi ele verecek kadar küçük hiçbir sayıyı yayımlamayın.',
      tables: [{ header: ['Veri', 'Değer', 'Yıl', 'Kaynak'] }],
    },
    {
      title: 'Neler duyduk',
      guidance: 'Danışmaları konularına göre özetleyin, kimlerin eksik olduğunu söyleyin ve yalnızca onamla alıntı yapın.',
      tables: [{ header: ['Tarih', 'Biçim', 'Katılımcı sayısı', 'Dile getirilen konular'] }],
    },
    {
      title: 'Şimdiden var olanlar',
      guidance: 'Hizmetleri, boşlukları ve bekleme sürelerini haritalayın; neyin işlediğini ve neyin işlemediğini işaretleyin.',
      tables: [{ header: ['Hizmet', 'Sağlayan', 'Diller', 'Kimler yararlanabilir', 'Boşluk'] }],
    },
    {
      title: 'Vizyon ve ilkeler',
      guidance:
        'Burada yaşayanların kendilerini bulacağı bir vizyon yazın; eşitliği, katılımı, zarar vermeme ilkesini ve karşılıklı süreci anın.',
    },
    {
      title: 'Konulara göre hedefler',
      guidance: 'Her konu için bir hedef, beklenen değişim ve neden önce geldiğini yazın. Buraya uymayan konuları çıkarın.',
      tables: [
        {
          header: ['Konu', 'Hedef', 'Beklenen değişim', 'Neden önce'],
          rows: [
            'Stratejiler ve politikalar',
            'Tek durak hizmet merkezleri ve entegrasyon merkezleri',
            'Eğitim ve mesleki eğitim',
            'Konut',
            'Sağlık dahil temel hizmetler',
            'İşgücü piyasası',
            'Etkin katılım ve sosyal içerme',
            'Yeni gelenlerle yerleşikler arasında etkileşim',
          ],
        },
      ],
    },
    {
      title: 'Tedbirler ve eylem planı',
      guidance: 'Her tedbire bir sorumlu, ortaklar, başlangıç, bitiş, maliyet, kaynak ve ilk adım verin.',
      tables: [
        { header: ['Tedbir', 'Hedef', 'Sorumlu', 'Ortaklar', 'Başlangıç ve bitiş', 'Maliyet ve kaynak (EUR)', 'İlk adım', 'Durum'] },
      ],
    },
    {
      title: 'Hakkaniyet ve kesişimsellik',
      guidance:
        'Her tedbiri kadınlar, çocuklar, azınlıklar ve LGBTQI+ göçmenler açısından gözden geçirin; onlar için neyin farklı olacağını söyleyin.',
      tables: [
        {
          header: ['Grup', 'Engel olan ne', 'Ne farklı olacak', 'Tedbirler'],
          rows: ['Göçmen kadınlar', 'Çocuklar ve gençler', 'Dinî ve etnik azınlıklar', 'LGBTQI+ göçmenler'],
        },
      ],
    },
    {
      title: 'Yönetişim ve eşgüdüm',
      guidance:
        'Kimin karar verdiğini, kimin danışmanlık ettiğini, göçmen örgütlerinin yetkiyi nasıl paylaştığını ve yönetim düzeylerinin nasıl bağlandığını gösterin.',
      tables: [
        { header: ['Kurul', 'Üyeler', 'Toplanma sıklığı'] },
        { header: ['Görev', 'Yürüten', 'Hesap veren', 'Danışılan', 'Bilgilendirilen'] },
      ],
    },
    {
      title: 'Kaynaklar ve kapasite',
      guidance: 'Personeli, eğitimleri, sözlü çevirmenleri, gönüllüleri ve bütçeyi sıralayın: sağlananlar ve eksik olanlar.',
      tables: [{ header: ['Yıl', 'Kaynak', 'Sağlanan (EUR)', 'Eksik (EUR)'] }],
    },
    {
      title: 'İzleme, değerlendirme ve öğrenme',
      guidance:
        'Başlangıç değeri, hedefi, kaynağı ve tarihi olan az sayıda gösterge seçin; bunlara kimin baktığını ve planların ne zaman değiştiğini söyleyin.',
      tables: [{ header: ['Gösterge', 'Başlangıç değeri (tarih)', 'Hedef değer (tarih)', 'Kaynak', 'Kim gözden geçirir'] }],
    },
    {
      title: 'Riskler ve koruma',
      guidance: 'Önce insanlara, sonra plana yönelik riskleri sorumlusu ve karşılığıyla yazın; şikâyet yolunu da ekleyin.',
      tables: [{ header: ['Risk', 'Kimin için', 'Karşılık', 'Sorumlu'] }],
    },
    {
      title: 'İletişim, aktarım ve sonraki adımlar',
      guidance:
        'Sonuçların danışılan kişilere nasıl döneceğini, başka yerlerin neyi kullanabileceğini ve bir sonraki gözden geçirme tarihini söyleyin.',
      tables: [{ header: ['İleti', 'Hedef kitle', 'Kanal', 'Tarih'] }, { header: ['Kabul eden', 'Karar', 'Tarih'] }],
    },
    {
      title: 'Ekler',
      guidance: 'Metni destekleyenleri burada tutun ki stratejinin kendisi kısa kalsın.',
      list: {
        kind: 'bullets',
        items: ['Sözlükçe', 'Kaynaklar', 'Katılım özeti', 'Akran değerlendirmesi raporu ve yanıtımız', 'Sürüm ve onay geçmişi'],
      },
    },
  ],
  minutes: [
    {
      title: 'Toplantı',
      guidance: 'Kuruluşları ve her birinden kaç kişinin katıldığını yazın; kişi adlarını yalnızca onların kabulüyle ekleyin.',
      tables: [
        {
          header: ['', 'Bilgiler'],
          rows: ['Tarih ve saat', 'Yer veya bağlantı', 'Toplantı başkanı', 'Tutanağı yazan', 'Katılan kuruluşlar'],
        },
      ],
    },
    {
      title: 'Gündem',
      guidance: 'Maddeleri duyurulduğu gibi ve başta eklenenlerle birlikte yazın.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Görüşmeler', guidance: 'Her maddeye iki üç cümle ayırın: soru, görüşler, sonuç.' },
    {
      title: 'Kararlar',
      guidance: 'Her kararı tek başına anlaşılan bir cümle olarak yazın.',
      tables: [{ header: ['No', 'Karar', 'Kabul edenler'] }],
    },
    {
      title: 'Yapılacaklar',
      guidance: 'Her işin tek bir sorumlu kuruluşu ve bir tarihi vardır.',
      tables: [{ header: ['İş', 'Sorumlu', 'Son tarih'] }],
    },
    { title: 'Sonraki toplantı', guidance: 'Tarih, saat dilimiyle birlikte saat, yer ve kimin hazırlayacağı.' },
  ],
  workshop: [
    {
      title: 'Çalıştay',
      guidance: 'Etkinlik ve yer için tarafsız bir ad seçin: hiç kimse orada bulunduğu için açığa çıkmamalıdır.',
      tables: [
        {
          header: ['', 'Bilgiler'],
          rows: ['Tarih ve saat', 'Yer', 'Biçim', 'Kolaylaştırıcı', 'Diller ve sözlü çeviri', 'Sorduğumuz soru'],
        },
      ],
    },
    {
      title: 'Kimler katıldı',
      guidance: 'Yalnızca sayı yazın, asla ad yazmayın; beş kişiden küçük grup belirtmeyin. Kimlerin çağrılıp gelemediğini söyleyin.',
      tables: [{ header: ['Grup', 'Sayı'] }],
    },
    {
      title: 'Neler söylendi',
      guidance:
        'Katkıları konularına göre toplayıp kendi sözlerinizle aktarın; yalnızca onamla ve bir kişiyi ele veren ayrıntılar olmadan alıntı yapın.',
      tables: [{ header: ['Konu', 'Neler duyduk', 'Stratejinin bölümü'] }],
    },
    {
      title: 'En önemlisi ne',
      guidance: 'Öncelikleri katılımcıların verdiği sırayla ve nasıl seçildikleriyle yazın.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Zor olan neydi', guidance: 'Görüş ayrılıkları, açık kalan sorular ve biçimin elvermedikleri.' },
    {
      title: 'Bundan sonra ne olacak',
      guidance: 'Kimin neyi ne zamana kadar yapacağını, katılımcıların sözlerine ne olduğunu nasıl ve ne zaman öğreneceklerini söyleyin.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
